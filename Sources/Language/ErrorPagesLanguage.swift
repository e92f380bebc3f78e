// The help pages of the errors of language: texts, names and arguments (E1xx to E3xx).

extension ErrorPage {
  static let unexpectedText = ErrorPage(
    "unexpected text",
    """
    The text cannot go on like this: something is missing before it, or it does
    not belong here. The caret is under the first thing that does not fit.
      wrong: expect Whh.std = 0.1
      right: expect Whh.std == 0.1
    """)

  static let unfinished = ErrorPage(
    "the text ends too early",
    """
    A bracket, a brace or a string is open where the text ends. A prompt reads on;
    in a file the closing mark is missing. The caret is under the mark that was
    opened.
      wrong: for g in [0.5, 1] { init Whh normal 512 gain=g
      right: for g in [0.5, 1] { init Whh normal 512 gain=g }
    """)

  static let badNumber = ErrorPage(
    "not a number",
    """
    Numbers are decimal, with one point and an exponent if needed, and underscores
    between digits only. The largest is about 1.8e308. There is no hexadecimal and
    no 'nan'.
      wrong: unroll 1__000
      right: unroll 1_000
    """)

  static let badString = ErrorPage(
    "a string that cannot be read",
    """
    A string stands in double quotes. A backslash begins an escape: \\" \\\\ \\/
    \\b \\f \\n \\r \\t and \\u with four hexadecimal digits. Control characters
    other than tabs and line ends are written as escapes.
      wrong: input text "C:\\data"
      right: input text "C:\\\\data"
    """)

  static let tooDeep = ErrorPage(
    "nested too deeply",
    """
    Brackets, blocks, signs and lists may nest 64 deep, and 512 operations may
    hang on each other in one expression. Such a text is nearly always a program's
    mistake. Name a part with 'let' and use the name, or load the numbers from a
    .npy file.
    """)

  static let tooLong = ErrorPage(
    "a statement that is too long",
    """
    One statement, with its blocks, may have 64 KiB of text. Large data do not
    belong in a command.
      wrong: set Whh [[0.1, 0.2, …a million numbers…]]
      right: import Whh weights.npy
    """)

  static let notUTF8 = ErrorPage(
    "text that is not UTF-8",
    """
    A file of commands or text must be UTF-8. The message says at which byte it is
    not. Convert it first, for instance with 'iconv -f LATIN1 -t UTF-8 old.txt >
    new.txt'.
    """)

  static let unknownCommand = ErrorPage(
    "an unknown command",
    """
    A statement begins with a command, and no command has this name. 'help' lists
    them all. A value gets a name by 'let'.
      wrong: intit Whh xavier 512
      right: init Whh xavier 512
      wrong: g = 1.2
      right: let g = 1.2
    """)

  static let unknownScheme = ErrorPage(
    "an unknown initialisation scheme",
    """
    'init' draws a matrix by a scheme, and none has this name. 'help init' lists
    the schemes.
      wrong: init Whh xaiver 512
      right: init Whh xavier 512
    """)

  static let unknownMatrix = ErrorPage(
    "an unknown matrix",
    """
    The matrices of the network are Whh (recurrent), Wxh (input), Why (output),
    and the biases bh and by.
      wrong: init W xavier 512
      right: init Whh xavier 512
    """)

  static let unknownLabel = ErrorPage(
    "an unknown label or flag",
    """
    A label is written 'label=value' and must be one that the command takes; so
    must a '--flag'. 'help' with the command's name lists them. A scheme has its
    own labels.
      wrong: init Whh normal 512 gian=2
      right: init Whh normal 512 gain=2
    """)

  static let unknownName = ErrorPage(
    "an unknown name",
    """
    An expression uses a name that nothing has. Names come from 'let' and 'for',
    from what is measured (Whh.std), and from a few constants and functions such
    as pi and sqrt.
      wrong: init Whh normal 512 gain=g
      right: let g = 1.2; init Whh normal 512 gain=g
    """)

  static let unknownQuantity = ErrorPage(
    "an unknown quantity",
    """
    This thing exists, but no number of that name is measured on it. The numbers
    have the names of the keys in the JSON output; 'stats' shows them.
      wrong: expect Whh.radios < 1.1
      right: expect Whh.radius < 1.1
    """)

  static let unknownChoice = ErrorPage(
    "an unknown choice",
    """
    One of a few words is wanted here, and this is none of them. The hint lists
    them.
      wrong: set activation tahn
      right: set activation tanh
    """)

  static let unknownTopic = ErrorPage(
    "an unknown help topic",
    """
    'help' knows commands, schemes and error codes.
      wrong: help E999
      right: help E202
    """)

  static let missingArgument = ErrorPage(
    "a missing argument",
    """
    The command needs more than was given. Its page, 'help' with its name, shows
    what in which order. A label's value follows the '=' without a blank.
      wrong: init Whh
      right: init Whh xavier 512
    """)

  static let extraArgument = ErrorPage(
    "an argument too many",
    """
    The command takes fewer arguments. Often a label is missing, or an expression
    holds blanks, which end it in most arguments.
      wrong: unroll 100 20
      right: unroll 100 batch=20
      wrong: unroll 50 + 50
      right: unroll (50 + 50)
    """)

  static let repeatedLabel = ErrorPage(
    "a label given twice",
    """
    A label or flag can be given once in a statement, because the two may
    disagree.
      wrong: init Whh normal 512 gain=1 gain=2
      right: init Whh normal 512 gain=2
    """)

  static let conflictingLabels = ErrorPage(
    "labels that exclude each other",
    """
    Two labels set the same thing, so only one of them can be given. 'std=' and
    'gain=' both set the deviation of a draw: std = gain / sqrt(fan_in).
      wrong: init Whh normal 512 std=0.1 gain=2
      right: init Whh normal 512 gain=2
    """)

  static let wrongType = ErrorPage(
    "a value of the wrong kind",
    """
    The value is of another kind than is wanted here: a text for a number, a list
    for a single value.
      wrong: unroll "100"
      right: unroll 100
    """)

  static let outOfRange = ErrorPage(
    "a value out of range",
    """
    The value is of the right kind, but not one that makes sense here, such as a
    size of zero or a size that is no whole number. The message says which values
    are allowed.
      wrong: init Whh xavier 0
      right: init Whh xavier 512
    """)

  static let indexOutOfRange = ErrorPage(
    "an index out of range",
    """
    There is no entry of this index. Rows, columns and units count from 1; the
    index of a series is the step t.
      wrong: unroll 100; states.variance[101]
      right: unroll 100; states.variance[100]
    """)

  static let badName = ErrorPage(
    "not a name",
    """
    A name begins with a letter and holds letters (of any script), digits and '_'.
    The words of expressions (and or not true false) are no names, nor are
    names that are taken.
      wrong: let 2nd = 3
      right: let second = 3
    """)
}

// The help pages of the errors of the workspace, numerics and files (E4xx to E8xx).

extension ErrorPage {
  static let noNetwork = ErrorPage(
    "no recurrent matrix yet",
    """
    This needs Whh, which is neither drawn nor imported. It also fixes the hidden
    size.
      wrong: unroll 100
      right: init Whh xavier 512; unroll 100
    """)

  static let noStates = ErrorPage(
    "no states yet",
    """
    This needs the states of an 'unroll'.
      wrong: init Whh xavier 512; backprop
      right: init Whh xavier 512; unroll 100; backprop
    """)

  static let sizesDisagree = ErrorPage(
    "sizes that do not fit",
    """
    Two sizes that must be equal are not; the message names both. Whh is n × n,
    Wxh is n × inputs, Why is outputs × n, bh has n entries and by has as many as
    there are outputs.
      wrong: init Whh xavier 512; init Wxh xavier 256 10
      right: init Whh xavier 512; init Wxh xavier 512 10
    """)

  static let sizeUnknown = ErrorPage(
    "a size that is not known",
    """
    The size was left out, and nothing else tells it. Whh gives the hidden size; a
    text or array as input gives the number of inputs.
      wrong: init Wxh xavier
      right: init Whh xavier 512; init Wxh xavier 10
    """)

  static let notSquare = ErrorPage(
    "not a square matrix",
    """
    Whh and whatever has eigenvalues must have as many rows as columns.
      wrong: init Whh xavier 512 256
      right: init Whh xavier 512
    """)

  static let notFinite = ErrorPage(
    "numbers that are not finite",
    """
    The matrix or the value holds an infinity or a nan, with which this cannot be
    computed. 'stats' says how many there are. They often come from an imported
    file, or from a draw whose deviation is too large for float32.
    """)

  static let noInputWeights = ErrorPage(
    "input without input weights",
    """
    An input is set, but Wxh, which feeds it to the network, is not drawn.
      wrong: input noise; init Whh xavier 512; unroll 100
      right: input noise; init Whh xavier 512; init Wxh xavier 10; unroll 100
    """)

  static let staleResult = ErrorPage(
    "a result that no longer holds",
    """
    A matrix, a setting or the input was changed after the result was computed, so
    it was dropped. Compute it again.
      wrong: unroll 100; init Whh he; backprop
      right: init Whh he; unroll 100; backprop
    """)

  static let misplaced = ErrorPage(
    "a statement about the session in a block",
    """
    undo, goto, save and their kind move between the states of the session, and a
    block is a single step from one to the next. They stand outside of it.
      wrong: for g in [1, 2] { init Whh normal 64 gain=g; save sweep }
      right: for g in [1, 2] { init Whh normal 64 gain=g }; save sweep
    """)

  static let tooMuchMemory = ErrorPage(
    "more memory than there is",
    """
    The command would need more memory than it may: half of what this machine has
    free, unless 'limits memory=' says otherwise. The message names both amounts.
    Nothing was allocated. Take fewer units, steps or batch elements, or 'set
    dtype float32'.
      wrong: init Whh xavier 512; unroll 1e8
      right: init Whh xavier 512; unroll 1e4
    """)

  static let overLimit = ErrorPage(
    "beyond a limit",
    """
    The statement would cost more than a limit allows, so it was not begun. The
    message has the name of the limit; 'limits' shows all of them and 'limits
    NAME=VALUE' changes one. They are there so that a slip of the finger or a
    stranger's session cannot keep the machine busy for days.
      wrong: for a in 1..1e5 { for b in 1..1e5 { print a*b } }
      right: for a in 1..1e2 { for b in 1..1e2 { print a*b } }
    """)

  static let noConvergence = ErrorPage(
    "an iteration that did not converge",
    """
    An iterative algorithm did not reach its goal, so there is no number that
    could be trusted. This is rare; entries of very different magnitude are the
    usual cause. 'stats' shows them.
    """)

  static let cannotRead = ErrorPage(
    "a file that cannot be read",
    """
    The file does not exist, or may not be read; the message has the system's
    reason. Paths are relative to the folder where the program was started, '~' is
    the home folder, and a path with blanks stands in double quotes.
      wrong: input text my notes.txt
      right: input text "my notes.txt"
    """)

  static let isDirectory = ErrorPage(
    "a folder instead of a file",
    """
    The path leads to a folder, and a file is wanted.
      wrong: input text corpora
      right: input text corpora/min-char.txt
    """)

  static let emptyFile = ErrorPage(
    "an empty file",
    """
    There is nothing in the file. A text needs at least one character, an array at
    least one number.
    """)

  static let notText = ErrorPage(
    "a file that is not text",
    """
    The file holds zero bytes or other signs of binary data, so it is no text to
    feed to a network. Arrays are read another way.
      wrong: input text inputs.npy
      right: input npy inputs.npy
    """)

  static let badArray = ErrorPage(
    "an array file that cannot be read",
    """
    The file is no .npy array, is cut short, or holds another type than float32
    and float64, or another shape than is wanted. In NumPy, 'numpy.save("w.npy",
    w.astype("float32"))' writes one that can be read.
    """)

  static let cannotWrite = ErrorPage(
    "a file that cannot be written",
    """
    The folder does not exist, may not be written, or the disk is full; the
    message has the system's reason. No half file is left, and an older file of
    that name is as it was.
      wrong: export Whh nowhere/w.npy
      right: export Whh w.npy
    """)

  static let pickledArray = ErrorPage(
    "a pickled array file",
    """
    The .npy file holds Python objects. To read them would run a program that
    somebody else wrote, so they are refused. In NumPy, 'numpy.save("w.npy",
    w.astype("float64"))' writes plain numbers.
    """)

  static let notGranted = ErrorPage(
    "a thing that a session may not do unasked",
    """
    A session that is replayed or loaded may read the files of its own folder and
    write new ones there. Anything else is asked for: another folder, a file that
    is there already, a name that begins with a dot, a higher limit. Nobody said
    yes. '--trust' allows it all, for sessions whose author you know.
    """)

  static let expectationFailed = ErrorPage(
    "an expectation that does not hold",
    """
    'expect' compared what was measured with what was expected, and the comparison
    is false. The message has the measured value. The exit status of a script is
    then 3.
      expect Whh.radius < 1.1
      expect states.variance[100] ~ 0.25 within 5%
    """)

  static let interrupted = ErrorPage(
    "interrupted",
    """
    The command was stopped from the keyboard or by a signal. It changed nothing:
    the workspace is as it was before the statement. The exit status of a script
    is then 130.
    """)

  static let unknownFormat = ErrorPage(
    "a session of a format that is not known",
    """
    The first line of a session names the version of its format and that of the
    streams of random numbers. Old ones are read for ever; this one is newer than
    the program, or the line has been changed.
      such as: # whh session 1, whh 0.1.0, stream 1, seed 1
    """)

  static let recordDiffers = ErrorPage(
    "an answer that differs from the record",
    """
    A session file holds what each statement answered, and a check found another
    answer. The message names the line, both values and how closely they are
    compared. Either the session was changed, or what it rests on: a file it reads,
    or the program.
      shows each answer: replay lesson
      records anew:      replay lesson --update
    """)
}

# Measures files and functions of Swift and C. A line is first stripped of comments and strings, then
# its braces and parentheses are counted; a function reaches from its first line to the brace that
# closes it. Computed properties count as functions; cases of one line are a table and do not count.

FNR == 1 { finish(); start() }
{ measure(strip($0)) }
END { finish(); exit failed }

function start() {
  file = FILENAME; is_c = file ~ /\.[ch]$/
  braces = parens = nesting = functions = 0; mode[0] = "code"; waiting = rows = 0
}

function finish() {
  if (file != "" && lines > longest_file) complain(file ": " lines " lines")
  lines = 0
}

function complain(text) { print text; failed = 1 }

# The code of a line. Modes are nested, because a string may hold code that holds a string.
function strip(line,   code, token) {
  lines++
  code = ""
  while (line != "") {
    if (mode[nesting] == "code") {
      if (!match(line, /"""|#"|"|'(\\.|[^'\\])'|\/\/|\/\*|[()]/)) return code line
      code = code substr(line, 1, RSTART - 1)
      token = advance(line)
      if (token == "//") return code
      code = code in_code(token)
    } else {
      if (!match(line, /["\\*]/)) break
      in_text(line)
    }
    line = rest
  }
  # A string of one line ends with it whatever has been made of it.
  if (mode[nesting] == "string") nesting--
  return code
}

function advance(line) {
  rest = substr(line, RSTART + RLENGTH)
  return substr(line, RSTART, RLENGTH)
}

function in_code(token) {
  if (token == "\"") enter("string")
  else if (token == "\"\"\"") enter(is_c ? "string" : "block")
  else if (token == "#\"") enter(is_c ? "string" : "raw")
  else if (token == "/*") enter("comment")
  else if (token == "(") { if (nesting) depth[nesting]++; return token }
  else if (token == ")") {
    if (nesting && depth[nesting]-- == 0) { nesting--; return "" }
    return token
  }
  return ""
}

# Within a string or comment: what the quote, backslash or asterisk that was found means there.
function in_text(line,   what, next_three) {
  what = mode[nesting]
  next_three = substr(line, RSTART, 3)
  RLENGTH = 1
  if (what == "comment" || what == "raw") {
    if (index(next_three, what == "raw" ? "\"#" : "*/") == 1) leave(2)
  } else if (substr(next_three, 1, 1) == "\\") {
    RLENGTH = 2
    if (substr(next_three, 2, 1) == "(") enter("code")
  } else if (what == "string" && next_three ~ /^"/) {
    leave(1)
  } else if (next_three == "\"\"\"") {
    leave(3)
  }
  advance(line)
}

function leave(size) { RLENGTH = size; nesting-- }

function enter(what) { mode[++nesting] = what; depth[nesting] = 0 }

# Follows the braces of a line of code, character by character where there are any.
function measure(code,   i, c) {
  if (waiting && !parens && code !~ /^ *(\{|->|where |throws|async|rethrows|\) *)/) waiting = 0
  if (!waiting && begins(code)) {
    waiting = FNR; name = code
    parens_before = parens + surplus(substr(code, 1, RSTART - 1))
  }
  if (code ~ /^ *case .*: *[^ ]/) rows++
  for (i = 1; i <= length(code); i++) {
    c = substr(code, i, 1)
    if (c == "(" || c == "[") parens++
    else if (c == ")" || c == "]") parens--
    else if (c == "{") opened()
    else if (c == "}") closed()
  }
}

function begins(code) {
  if (is_c) return !braces && code !~ /;/ && match(code, /^[A-Za-z].*\(/)
  return match(code, /(^| )(func [^ ]|(init[?]?|subscript)[(<]|deinit )|(^| )var [^=]*\{/)
}

# How many parentheses and brackets are opened that are not closed.
function surplus(code) { return gsub(/[([]/, "", code) - gsub(/[])]/, "", code) }

function opened() {
  braces++
  if (waiting && parens == parens_before) {
    first[++functions] = waiting; level[functions] = braces; title[functions] = name
    rows_before[functions] = rows; waiting = 0
  }
}

function closed(   size) {
  if (functions && level[functions] == braces) {
    size = FNR - first[functions] + 1 - (rows - rows_before[functions])
    sub(/^ +/, "", title[functions])
    if (size > longest_function)
      complain(file ":" first[functions] ": " size " lines: " title[functions])
    functions--
  }
  braces--
}

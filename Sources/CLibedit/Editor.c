#define _XOPEN_SOURCE 700
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "CLibedit.h"

EditLine *edit_new(const char *program, int input, int output) {
  // What libedit would draw goes nowhere; only its settings of the terminal arrive.
  static FILE *nowhere = NULL;
  if (nowhere == NULL) nowhere = fopen("/dev/null", "r+e");
  if (nowhere == NULL) return NULL;
  EditLine *editor =
      el_init_fd(program, nowhere, nowhere, nowhere, input, output, output);
  if (editor != NULL) el_set(editor, EL_EDITOR, "emacs");
  return editor;
}

void edit_set_owner(EditLine *editor, void *owner) { el_set(editor, EL_CLIENTDATA, owner); }

void *edit_owner(EditLine *editor) {
  void *owner = NULL;
  el_get(editor, EL_CLIENTDATA, &owner);
  return owner;
}

void edit_set_reader(EditLine *editor, el_rfunc_t reader) {
  el_wset(editor, EL_GETCFN, reader);
}

int edit_bind(EditLine *editor, const char *key, const char *command) {
  return el_set(editor, EL_BIND, key, command, (char *)NULL);
}

int edit_set_terminal(EditLine *editor, const char *setting) {
  return el_set(editor, EL_SETTY, "-d", setting, (char *)NULL);
}

void edit_set_size(EditLine *editor, int columns, int rows) {
  char number[16];
  snprintf(number, sizeof number, "%d", columns);
  el_set(editor, EL_SETTC, "co", number, (char *)NULL);
  snprintf(number, sizeof number, "%d", rows);
  el_set(editor, EL_SETTC, "li", number, (char *)NULL);
}

void edit_hold_terminal(EditLine *editor, bool hold) {
  el_set(editor, EL_PREP_TERM, (int)hold);
}

void edit_free(EditLine *editor) {
  // With editing on, el_end flushes the input.
  el_set(editor, EL_EDITMODE, 0);
  el_end(editor);
}

void use_utf8(void) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
}

int cells_of(unsigned scalar) {
  const int width = wcwidth((wchar_t)scalar);
  return width > 0 ? width : 0;
}

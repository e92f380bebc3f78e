#define _XOPEN_SOURCE 700
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "CLibedit.h"

EditLine *edit_new(const char *program) {
  EditLine *editor = el_init(program, stdin, stdout, stderr);
  if (editor != NULL) el_set(editor, EL_EDITOR, "emacs");
  return editor;
}

void edit_set_owner(EditLine *editor, void *owner) { el_set(editor, EL_CLIENTDATA, owner); }

void *edit_owner(EditLine *editor) {
  void *owner = NULL;
  el_get(editor, EL_CLIENTDATA, &owner);
  return owner;
}

void edit_set_prompt(EditLine *editor, EditPrompt prompt) {
  el_wset(editor, EL_PROMPT_ESC, prompt, L'\1');
}

void edit_set_reader(EditLine *editor, el_rfunc_t reader) {
  el_wset(editor, EL_GETCFN, reader);
}

void edit_set_history(EditLine *editor, HistoryW *history) {
  el_wset(editor, EL_HIST, history_w, history);
}

int edit_bind(EditLine *editor, const char *key, const char *command) {
  return el_set(editor, EL_BIND, key, command, (char *)NULL);
}

int edit_define(EditLine *editor, const char *command, EditAction action) {
  // The wide form would keep the pointer to the name; this one copies it.
  return el_set(editor, EL_ADDFN, command, command, action);
}

int edit_set_terminal(EditLine *editor, const char *setting) {
  return el_set(editor, EL_SETTY, "-d", setting, (char *)NULL);
}

void edit_hold_terminal(EditLine *editor, bool hold) {
  el_set(editor, EL_PREP_TERM, (int)hold);
}

void edit_redraw(EditLine *editor) { el_set(editor, EL_REFRESH); }

void edit_free(EditLine *editor) {
  // With editing on, el_end flushes the input.
  el_set(editor, EL_EDITMODE, 0);
  el_end(editor);
}

HistoryW *history_new(int limit) {
  HistoryW *history = history_winit();
  HistEventW event;
  if (history != NULL) {
    history_w(history, &event, H_SETSIZE, limit);
    history_w(history, &event, H_SETUNIQUE, 1);
  }
  return history;
}

void history_enter(HistoryW *history, const wchar_t *entry) {
  HistEventW event;
  history_w(history, &event, H_ENTER, entry);
}

void use_utf8(void) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
}

int cells_of(unsigned scalar) {
  const int width = wcwidth((wchar_t)scalar);
  return width > 0 ? width : 0;
}

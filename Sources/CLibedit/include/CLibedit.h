/// libedit for Swift: `histedit.h` as it is, and plain functions for what Swift cannot call, which
/// is everything variadic and the standard streams.
#ifndef CLIBEDIT_H
#define CLIBEDIT_H

#include <histedit.h>
#include <stdbool.h>

#include "SignalFlags.h"

typedef unsigned char (*EditAction)(EditLine *, int key);
typedef wchar_t *(*EditPrompt)(EditLine *);

/// An editor with emacs keys on the standard streams; null when libedit fails.
EditLine *edit_new(const char *program);

/// The pointer that the callbacks, which carry no context of their own, find their owner by.
void edit_set_owner(EditLine *, void *owner);
void *edit_owner(EditLine *);

/// Between two U+0001 a prompt holds escapes that take no room on the screen.
void edit_set_prompt(EditLine *, EditPrompt);
void edit_set_reader(EditLine *, el_rfunc_t);
void edit_set_history(EditLine *, HistoryW *);

/// Binds a key sequence to a command, libedit's or one that was defined. 0 if all is well.
int edit_bind(EditLine *, const char *key, const char *command);
int edit_define(EditLine *, const char *command, EditAction);

/// Changes a setting of the terminal, spelled as stty does, for the time of editing only.
int edit_set_terminal(EditLine *, const char *setting);

/// Puts the terminal into the mode for editing, or back.
void edit_hold_terminal(EditLine *, bool hold);

/// Draws prompt and line where the cursor is.
void edit_redraw(EditLine *);

/// Ends the editor without throwing away what was typed ahead.
void edit_free(EditLine *);

/// A history of at most `limit` entries, without adjacent duplicates; null when libedit fails.
HistoryW *history_new(int limit);
void history_enter(HistoryW *, const wchar_t *entry);

/// Makes the characters of the process UTF-8 where the environment says otherwise, as the C locale
/// does, in which libedit drops every other letter.
void use_utf8(void);

/// The cells of the screen that libedit takes a character to fill.
int cells_of(unsigned scalar);

#endif

/// libedit for Swift: `histedit.h` as it is, and plain functions for what Swift cannot call, which
/// is everything variadic and the standard streams.
#ifndef CLIBEDIT_H
#define CLIBEDIT_H

#include <histedit.h>
#include <stdbool.h>

#include "SignalFlags.h"

/// An editor with emacs keys on a terminal, which draws nothing; null when libedit fails.
EditLine *edit_new(const char *program, int input, int output);

/// The pointer that the callbacks, which carry no context of their own, find their owner by.
void edit_set_owner(EditLine *, void *owner);
void *edit_owner(EditLine *);

void edit_set_reader(EditLine *, el_rfunc_t);

/// Binds a key sequence to one of libedit's commands. 0 if all is well.
int edit_bind(EditLine *, const char *key, const char *command);

/// Changes a setting of the terminal, spelled as stty does, for the time of editing only.
int edit_set_terminal(EditLine *, const char *setting);

/// Sets the size of the screen that libedit believes in. It writes beyond its memory when a text takes
/// more rows.
void edit_set_size(EditLine *, int columns, int rows);

/// Puts the terminal into the mode for editing, or back.
void edit_hold_terminal(EditLine *, bool hold);

/// Ends the editor without throwing away what was typed ahead.
void edit_free(EditLine *);

/// Makes the characters of the process UTF-8 where the environment says otherwise, as the C locale
/// does, in which libedit drops every other letter.
void use_utf8(void);

/// The cells of the screen that a character fills; 0 for marks on the one before.
int cells_of(unsigned scalar);

#endif

/// What signals have asked for. Handlers only set a flag and write to a pipe, so that a wait for
/// input wakes up whichever thread the signal came to.
#ifndef SIGNAL_FLAGS_H
#define SIGNAL_FLAGS_H

#include <stdbool.h>

/// Catches SIGINT, SIGTERM and SIGHUP unless they were ignored from the start, and ignores SIGPIPE
/// and SIGXFSZ, so that a failed write is an error and no death. Termination is caught once: a
/// second signal ends the program though it may be deep in a computation.
void signals_install(void);

/// Catches SIGWINCH and SIGCONT, for as long as lines are edited.
void signals_watch_terminal(void);

/// The end of the pipe to wait on; -1 when there is none.
int signals_wake_descriptor(void);
void signals_drain_wake(void);

bool signals_interrupted(void);
void signals_clear_interrupted(void);

/// The signal that asks the program to end, or 0.
int signals_termination(void);

/// Whether the terminal has changed its size, or the program was stopped and goes on, since last
/// asked.
bool signals_take_resized(void);
bool signals_take_continued(void);

#endif

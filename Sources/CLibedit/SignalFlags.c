#define _GNU_SOURCE
#include "SignalFlags.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

static atomic_bool interrupted, resized, continued;
static atomic_int termination;
static int wake[2] = {-1, -1};

static void note(int signal) {
  const int saved = errno;
  switch (signal) {
    case SIGINT: interrupted = true; break;
    case SIGWINCH: resized = true; break;
    case SIGCONT: continued = true; break;
    default: termination = signal;
  }
  // A full pipe wakes the reader as well as one more byte would.
  const ssize_t written = write(wake[1], "", 1);
  (void)written;
  errno = saved;
}

static void catch(int signal, int flags) {
  struct sigaction action = {.sa_flags = flags}, inherited;
  action.sa_handler = note;
  sigemptyset(&action.sa_mask);
  sigaction(signal, NULL, &inherited);
  if (inherited.sa_handler != SIG_IGN) sigaction(signal, &action, NULL);
}

static void open_wake(void) {
  if (wake[0] == -1 && pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0) wake[0] = wake[1] = -1;
}

void signals_install(void) {
  open_wake();
  // Without SA_RESTART, so that a wait ends when it is interrupted.
  catch(SIGINT, 0);
  catch(SIGTERM, SA_RESETHAND);
  catch(SIGHUP, SA_RESETHAND);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
}

void signals_watch_terminal(void) {
  open_wake();
  catch(SIGWINCH, SA_RESTART);
  catch(SIGCONT, SA_RESTART);
}

int signals_wake_descriptor(void) { return wake[0]; }

void signals_drain_wake(void) {
  char bytes[64];
  while (wake[0] != -1 && read(wake[0], bytes, sizeof bytes) > 0) {
  }
}

bool signals_interrupted(void) { return interrupted; }
void signals_clear_interrupted(void) { interrupted = false; }
int signals_termination(void) { return termination; }
bool signals_take_resized(void) { return atomic_exchange(&resized, false); }
bool signals_take_continued(void) { return atomic_exchange(&continued, false); }

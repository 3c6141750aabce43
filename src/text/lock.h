/* lock.h - a lock between threads: POSIX's, since not every C library has that of C11. */
#ifndef UND_TEXT_LOCK_H
#define UND_TEXT_LOCK_H

#include <pthread.h>
#include <stdbool.h>

typedef struct und_lock {
    pthread_mutex_t mutex;
} und_lock;

/* False when the system has no room for another one. */
static inline bool und_lock_open(und_lock *lock)
{
    return pthread_mutex_init(&lock->mutex, NULL) == 0;
}

static inline void und_lock_close(und_lock *lock)
{
    (void)pthread_mutex_destroy(&lock->mutex);
}

/* These fail only for a lock that was not opened or is not the thread's own. */
static inline void und_lock_take(und_lock *lock)
{
    (void)pthread_mutex_lock(&lock->mutex);
}

static inline void und_lock_leave(und_lock *lock)
{
    (void)pthread_mutex_unlock(&lock->mutex);
}

#endif

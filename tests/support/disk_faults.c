/* Loaded before the C library (LD_PRELOAD): counts the calls that change files, and makes one of them go wrong.
 *
 * `faults_arm(n, mode)` begins a count; the n-th call from then on, n from 1,
 *   mode 1: kills the process before anything is done;
 *   mode 2: writes one half of what a write was given, then kills the process (other calls: done, then killed);
 *   mode 3: fails with ENOSPC, and so does every later one that needs room (a full disk; a file that is there
 *   already can still be opened);
 *   mode 4: fails with EIO, once;
 *   mode 5: fails with EROFS, and so does every later one, opening to write included (a read-only file system);
 *   mode 6: fails with EIO, once, counting only waits for the disk;
 *   mode 7: fails with EIO, and so does every later one;
 *   mode 8: as mode 3, with EDQUOT (a quota).
 * `faults_count()` tells how many calls there were since.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { WAITS = -1 };

static long at, mode, count;

void faults_arm(long n, long how) { at = n; mode = how; count = 0; }
long faults_count(void) { return count; }

static void die(void) { kill(getpid(), SIGKILL); pause(); }

/* 0: go on; 1: do half, then die; 2: do it, then die; 3: fail (errno is set). */
static int fault(int grows) {
    if (!mode || (mode == 6 && grows != WAITS)) return 0;
    count++;
    if (mode == 3 || mode == 8) {
        if (count >= at && grows > 0) { errno = mode == 3 ? ENOSPC : EDQUOT; return 3; }
        return 0;
    }
    if (mode == 5 && count >= at) { errno = EROFS; return 3; }
    if (mode == 7 && count >= at) { errno = EIO; return 3; }
    if (count != at) return 0;
    if (mode == 1) die();
    if (mode == 2) return grows == 2 ? 1 : 2;
    errno = EIO;
    return 3;
}

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

#define CALL(result, grows, call) \
    int what = fault(grows); \
    if (what == 3) return -1; \
    result done = call; \
    if (what == 2) die(); \
    return done

ssize_t write(int file, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    int what = fault(2);
    if (what == 3) return -1;
    if (what == 1) { real(file, data, size / 2); die(); }
    return real(file, data, size);
}

#define PWRITE(name, offset_type) \
    ssize_t name(int file, const void *data, size_t size, offset_type place) { \
        REAL(ssize_t, #name, int, const void *, size_t, offset_type); \
        int what = fault(2); \
        if (what == 3) return -1; \
        if (what == 1) { real(file, data, size / 2, place); die(); } \
        return real(file, data, size, place); \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

int fsync(int file) { REAL(int, "fsync", int); CALL(int, WAITS, real(file)); }
int fdatasync(int file) { REAL(int, "fdatasync", int); CALL(int, WAITS, real(file)); }
int ftruncate(int file, off_t size) { REAL(int, "ftruncate", int, off_t); CALL(int, 1, real(file, size)); }
int ftruncate64(int file, off64_t size) { REAL(int, "ftruncate64", int, off64_t); CALL(int, 1, real(file, size)); }
int fallocate(int file, int how, off_t from, off_t size) {
    REAL(int, "fallocate", int, int, off_t, off_t);
    CALL(int, 1, real(file, how, from, size));
}
int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    CALL(int, 1, real(from, to));
}
int renameat(int a, const char *from, int b, const char *to) {
    REAL(int, "renameat", int, const char *, int, const char *);
    CALL(int, 1, real(a, from, b, to));
}
int unlink(const char *path) { REAL(int, "unlink", const char *); CALL(int, 0, real(path)); }
int unlinkat(int folder, const char *path, int flags) {
    REAL(int, "unlinkat", int, const char *, int);
    CALL(int, 0, real(folder, path, flags));
}
int mkdir(const char *path, mode_t rights) { REAL(int, "mkdir", const char *, mode_t); CALL(int, 1, real(path, rights)); }
int rmdir(const char *path) { REAL(int, "rmdir", const char *); CALL(int, 0, real(path)); }

static int changes(int flags) {
    return (flags & (O_CREAT | O_TRUNC)) || (mode == 5 && (flags & O_ACCMODE) != O_RDONLY);
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(int, #name, const char *, int, ...); \
        mode_t rights = 0; \
        if (flags & O_CREAT) { va_list rest; va_start(rest, flags); rights = va_arg(rest, mode_t); va_end(rest); } \
        if (!changes(flags)) return real(path, flags, rights); \
        CALL(int, access(path, F_OK) != 0, real(path, flags, rights)); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        REAL(int, #name, int, const char *, int, ...); \
        mode_t rights = 0; \
        if (flags & O_CREAT) { va_list rest; va_start(rest, flags); rights = va_arg(rest, mode_t); va_end(rest); } \
        if (!changes(flags)) return real(folder, path, flags, rights); \
        CALL(int, faccessat(folder, path, F_OK, 0) != 0, real(folder, path, flags, rights)); \
    }
OPENAT(openat)
OPENAT(openat64)

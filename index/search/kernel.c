/* The search over a snapshot's segments, for machines that had a C compiler when onrecord was installed.
 *
 * index/scoring.py and index/restrictions.py do the same in NumPy and serve where this is absent; tests hold both
 * equal to the bit. It is built on Python's stable interface, so that one library serves 3.11 and later.
 *
 * Postings are walked chunk by chunk (65,536 sentences) in every list at once. Lists are ordered by the most they can
 * add (MaxScore, Turtle and Flood 1995): those that together cannot reach the k-th best score are only looked up for
 * sentences found in the others. Sums on the way are upper bounds in float; whoever passes is scored in double, word
 * by word in the question's order, as rank-bm25 does. Build without contraction to fused multiply-add.
 *
 * What says where things are was verified when a segment was opened. Sentences and codes (`CONTENT` in segments.py) may
 * be damaged in a large segment: whatever they hold, nothing is read or written beside what there is.
 */
#define Py_LIMITED_API 0x030b0000
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifndef SOURCE
#error "built by index/search/build_kernel.py, which says what it was built from"
#endif

#if defined(_MSC_VER)
#define THREAD_LOCAL __declspec(thread)
#else
#define THREAD_LOCAL _Thread_local
#endif

enum { RARE = 255, CHUNK = 65536, MOST_TERMS = 64, MOST_CLAUSES = 16, WINDOW = 1024, SWEEP = 8, NO_DAY = INT32_MIN };
#define SLACK 1.00001

/* As index/kernel.py packs it: 8 bytes a field. */
typedef struct {
    const uint32_t *term_buckets, *term_offsets;
    const uint8_t *term_bytes;
    const uint32_t *term_start, *term_count;
    const uint32_t *key_buckets, *key_offsets;
    const uint8_t *key_bytes;
    const uint32_t *key_start, *key_count, *key_docs;
    const uint32_t *sparse_docs;
    const uint8_t *sparse_codes;
    const uint16_t *dense_docs;
    const uint8_t *dense_codes;
    const int64_t *dense_start;
    const uint32_t *dense_chunks;
    const uint8_t *dense_seen;
    const int64_t *rare_at;
    const uint32_t *rare_pair;
    const uint32_t *id_first;
    const int64_t *id_sentence;
    const uint32_t *day_first;
    const int32_t *day_value;
    const uint32_t *deleted;
    const double *weights; /* what each pair adds at an idf of 1 */
    const float *excess;   /* of each code, beyond what a missing term adds; at RARE, the most of the others */
    int64_t term_shift, key_shift, sparse_total, rare_total, id_runs, day_runs, deleted_total, chunks, dense_minimum,
        sentences;
} Segment;

typedef struct {
    double score;
    int64_t id;
} Found;

/* A term's postings in a segment. */
typedef struct {
    const uint16_t *dense; /* null for a sparse list */
    const uint32_t *sparse, *chunks;
    const uint8_t *codes;
    int64_t first; /* of its codes, in the count of rare_at */
    uint32_t count, next;
    int term;
    double most;
    const uint16_t *docs; /* of the chunk at hand */
    const uint8_t *chunk_codes;
    int64_t chunk_first;
    uint32_t size, at;
    uint16_t *buffer;
    float gain[256];
} List;

/* A key's sentences, or those of some days: numbers, or runs as first and end in turn. */
typedef struct {
    const uint32_t *items;
    int64_t count, at;
    int as_runs;
} Listing;

/* Sentences that are in any of its listings. */
typedef struct {
    Listing *listings;
    int count;
    int64_t size;
} Clause;

/* What a thread works with. */
typedef struct {
    float sums[CHUNK];           /* between windows, all zero */
    uint16_t touched[2 * CHUNK]; /* the sentences of the window that have a sum; twice where a list is damaged */
    uint64_t allowed[CHUNK / 64]; /* the sentences of the chunk that the marked clauses let through, a bit each */
    uint64_t further[CHUNK / 64];
} Scratch;

static THREAD_LOCAL Scratch scratch_of_thread;

typedef struct {
    Scratch *scratch;
    const Segment *segment;
    List *lists[MOST_TERMS];      /* by the most they add, the least first */
    double rest[MOST_TERMS + 1];  /* what the first so many add at most */
    int known[MOST_TERMS];        /* whether the segment has the term */
    int count;
    const double *idfs;
    const int *order;
    int words;
    double absent, base;
    Found *heap;
    int64_t limit, found;
    Clause *clauses; /* smallest first; `marked` of them are small, and those from `asked` on are asked of each sentence */
    int clause_count, marked, asked;
} Search;

static uint32_t crc_table[256];

static uint32_t crc32_of(const uint8_t *data, int64_t size) {
    uint32_t crc = 0xFFFFFFFFu;
    while (size--) crc = crc_table[(crc ^ *data++) & 0xFF] ^ (crc >> 8);
    return ~crc;
}

/* How many of the ascending items are at most `value`. */
static int64_t rank_of(const uint32_t *items, int64_t count, uint32_t value) {
    int64_t low = 0;
    while (count > 0) {
        int64_t half = count >> 1;
        if (items[low + half] <= value) { low += half + 1; count -= half + 1; } else count = half;
    }
    return low;
}

/* How many of the ascending items, of which the first few are likely, are below `value`. */
static int64_t rank_below(const uint32_t *items, int64_t count, uint64_t value) {
    int64_t step = 1, low = 0;
    while (low + step <= count && items[low + step - 1] < value) { low += step; step <<= 1; }
    if (step > count - low) step = count - low;
    while (step > 0) {
        int64_t half = step >> 1;
        if (items[low + half] < value) { low += half + 1; step -= half + 1; } else step = half;
    }
    return low;
}

static int64_t find_label(const uint32_t *buckets, const uint32_t *offsets, const uint8_t *bytes, int64_t shift,
                          const char *label, int64_t length) {
    uint32_t bucket = shift >= 32 ? 0 : crc32_of((const uint8_t *)label, length) >> shift;
    for (uint32_t number = buckets[bucket]; number < buckets[bucket + 1]; number++)
        if (offsets[number + 1] - offsets[number] == length && !memcmp(bytes + offsets[number], label, (size_t)length))
            return number;
    return -1;
}

static void open_list(List *list, const Segment *segment, int64_t number) {
    uint32_t start = segment->term_start[number];
    list->count = segment->term_count[number];
    list->next = 0;
    if (list->count < segment->dense_minimum) {
        list->dense = NULL;
        list->chunks = NULL;
        list->sparse = segment->sparse_docs + start;
        list->codes = segment->sparse_codes + start;
        list->first = start;
    } else {
        int64_t first = segment->dense_start[start];
        list->dense = segment->dense_docs + first;
        list->chunks = segment->dense_chunks + (int64_t)start * (segment->chunks + 1);
        list->sparse = NULL;
        list->codes = segment->dense_codes + first;
        list->first = segment->sparse_total + first;
    }
}

static int list_holds(const List *list, uint32_t doc) {
    if (!list->dense) {
        int64_t at = rank_of(list->sparse, list->count, doc);
        return at > 0 && list->sparse[at - 1] == doc;
    }
    uint32_t low = list->chunks[doc >> 16], end = list->chunks[(doc >> 16) + 1], high = end;
    while (low < high) {
        uint32_t middle = (low + high) >> 1;
        if (list->dense[middle] < (uint16_t)doc) low = middle + 1; else high = middle;
    }
    return low < end && list->dense[low] == (uint16_t)doc;
}

/* What the term of a list can add at most. */
static void weigh(List *list, const Segment *segment, double factor) {
    float most = 0.0f, scale = (float)(factor * (1 + 1e-6));
    for (int code = 0; code < 256; code++) list->gain[code] = scale * segment->excess[code];
    if (list->dense) {
        const uint8_t *seen = segment->dense_seen + (list->chunks - segment->dense_chunks) / (segment->chunks + 1) * 32;
        for (int code = 0; code < 256; code++)
            if (seen[code >> 3] >> (code & 7) & 1 && list->gain[code] > most) most = list->gain[code];
    } else {
        for (uint32_t at = 0; at < list->count; at++)
            if (list->gain[list->codes[at]] > most) most = list->gain[list->codes[at]];
    }
    list->most = most;
}

static int worse(const Found *a, const Found *b) {
    return a->score < b->score || (a->score == b->score && a->id > b->id);
}

static int by_rank(const void *a, const void *b) { return worse(a, b) - worse(b, a); }

/* Puts an item into the heap, whose first is the worst, in place of the worst if it is full. */
static void push(Search *search, Found item) {
    Found *heap = search->heap;
    int64_t at, child;
    if (search->found < search->limit) {
        at = search->found++;
        while (at > 0 && worse(&item, &heap[(at - 1) / 2])) { heap[at] = heap[(at - 1) / 2]; at = (at - 1) / 2; }
        heap[at] = item;
        return;
    }
    at = 0;
    while ((child = 2 * at + 1) < search->limit) {
        if (child + 1 < search->limit && worse(&heap[child + 1], &heap[child])) child++;
        if (!worse(&heap[child], &item)) break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = item;
}

/* The gain over a sentence without any of the terms that upper bounds have to reach for a place among the best. */
static float threshold(const Search *search) {
    if (search->found < search->limit) return -1.0f;
    return (float)((search->heap[0].score - search->base) / SLACK - 1e-9 * search->base);
}

/* The place in the chunk of a sentence's posting, or -1. Sentences have to come in ascending order. */
static int64_t seek(List *list, uint16_t doc) {
    uint32_t low = list->at, step = 1, high;
    if (low >= list->size) return -1;
    if (list->docs[low] >= doc) return list->docs[low] == doc ? (int64_t)low : -1;
    high = low;
    while (high < list->size && list->docs[high] < doc) { low = high + 1; high += step; step <<= 1; }
    if (high > list->size) high = list->size;
    while (low < high) {
        uint32_t middle = (low + high) >> 1;
        if (list->docs[middle] < doc) low = middle + 1; else high = middle;
    }
    list->at = low;
    return low < list->size && list->docs[low] == doc ? (int64_t)low : -1;
}

static double exact_weight(const Segment *segment, const List *list, int64_t at) {
    uint8_t code = list->chunk_codes[at];
    if (code != RARE) return segment->weights[code];
    int64_t wanted = list->chunk_first + at, low = 0, high = segment->rare_total;
    while (low < high) {
        int64_t middle = (low + high) >> 1;
        if (segment->rare_at[middle] < wanted) low = middle + 1; else high = middle;
    }
    return low < segment->rare_total ? segment->weights[segment->rare_pair[low]] : 0.0;
}

static int listing_holds(const Listing *listing, uint32_t doc) {
    int64_t at = rank_of(listing->items, listing->count, doc);
    if (listing->as_runs) return (int)(at & 1);
    return at > 0 && listing->items[at - 1] == doc;
}

static int passes(const Search *search, uint32_t doc) {
    for (int clause = search->asked; clause < search->clause_count; clause++) {
        int held = 0;
        for (int at = 0; at < search->clauses[clause].count && !held; at++)
            held = listing_holds(&search->clauses[clause].listings[at], doc);
        if (!held) return 0;
    }
    const Segment *segment = search->segment;
    int64_t at = rank_of(segment->deleted, segment->deleted_total, doc);
    return !(at > 0 && segment->deleted[at - 1] == doc);
}

/* Scores a sentence exactly and keeps it if it is among the best and allowed. */
static void consider(Search *search, uint32_t doc) {
    double parts[MOST_TERMS], score = 0.0;
    const Segment *segment = search->segment;
    int full = search->found == search->limit;
    if (!full && !passes(search, doc)) return;
    for (int at = 0; at < search->count; at++) {
        int64_t place = seek(search->lists[at], (uint16_t)doc);
        parts[search->lists[at]->term] =
            place < 0 ? search->absent : exact_weight(segment, search->lists[at], place);
    }
    for (int word = 0; word < search->words; word++) {
        int term = search->order[word];
        score += search->idfs[term] * (search->known[term] ? parts[term] : search->absent);
    }
    if (full && score < search->heap[0].score) return;
    int64_t run = rank_of(segment->id_first, segment->id_runs, doc) - 1;
    Found item = {score, segment->id_sentence[run] + (doc - segment->id_first[run])};
    if (full && (!worse(&search->heap[0], &item) || !passes(search, doc))) return;
    push(search, item);
}

/* Looks up a sentence in the first so many lists, its gain in the others being known, and considers it. */
static void complete(Search *search, uint32_t doc, float gain, int lists, float least) {
    for (int at = lists - 1; at >= 0; at--) {
        if (gain + (float)search->rest[at + 1] < least) return;
        int64_t place = seek(search->lists[at], (uint16_t)doc);
        if (place >= 0) gain += search->lists[at]->gain[search->lists[at]->chunk_codes[place]];
    }
    if (gain >= least) consider(search, doc);
}

/* The first of the lists that a sentence has to be in, at least one of them, to reach `least`. */
static int first_essential(const Search *search, float least) {
    int at = 0;
    while (at < search->count && (float)(search->rest[at + 1] * SLACK) < least) at++;
    return at;
}

static void load_chunk(List *list, uint32_t chunk) {
    list->at = 0;
    if (list->dense) {
        uint32_t low = list->chunks[chunk];
        list->size = list->chunks[chunk + 1] - low;
        list->docs = list->dense + low;
        list->chunk_codes = list->codes + low;
        list->chunk_first = list->first + low;
        return;
    }
    uint64_t start = (uint64_t)chunk << 16, end = start + CHUNK;
    uint32_t size = 0, next = list->next;
    while (next < list->count && list->sparse[next] < start) next++;
    list->chunk_codes = list->codes + next;
    list->chunk_first = list->first + next;
    while (next < list->count && list->sparse[next] < end) list->buffer[size++] = (uint16_t)list->sparse[next++];
    list->next = next;
    list->docs = list->buffer;
    list->size = size;
}

static int has(const uint64_t *bits, uint16_t doc) { return (int)(bits[doc >> 6] >> (doc & 63) & 1); }

/* The first place from `at` on whose sentence is at least `doc`. */
static uint32_t place_of(const List *list, uint32_t at, uint32_t doc) {
    uint32_t high = list->size;
    while (at < high) {
        uint32_t middle = (at + high) >> 1;
        if (list->docs[middle] < doc) at = middle + 1; else high = middle;
    }
    return at;
}

/* Considers the postings from `starts` to before `ends` of each list. */
static void search_window(Search *search, uint32_t base, const uint32_t *starts, const uint32_t *ends) {
    float least = threshold(search);
    int essential = first_essential(search, least);
    if (essential == search->count) return;
    /* From the list that can add most: a sum is kept if the lists to come could lift it to the least. */
    uint32_t count = 0, bounds[MOST_TERMS];
    const int marked = search->marked;
    const uint64_t *allowed = search->scratch->allowed;
    float *sums = search->scratch->sums;
    uint16_t *touched = search->scratch->touched;
    for (int place = search->count - 1; place >= essential; place--) {
        const List *list = search->lists[place];
        const uint16_t *docs = list->docs;
        const uint8_t *codes = list->chunk_codes;
        float need = least - (float)(search->rest[place] * SLACK);
        if (place == search->count - 1) {
            for (uint32_t at = starts[place]; at < ends[place]; at++) {
                uint16_t doc = docs[at];
                float gain = list->gain[codes[at]];
                if (gain < need || (marked && !has(allowed, doc))) continue;
                sums[doc] = gain;
                touched[count++] = doc;
            }
        } else {
            for (uint32_t at = starts[place]; at < ends[place]; at++) {
                uint16_t doc = docs[at];
                float sum = sums[doc], gain = sum + list->gain[codes[at]];
                if (gain < need) continue;
                if (sum == 0.0f) {
                    if (marked && !has(allowed, doc)) continue;
                    touched[count++] = doc;
                }
                sums[doc] = gain;
            }
        }
        bounds[place] = count;
    }
    /* Further lists are walked too where that is less work than looking up the sentences kept. */
    int looked = essential;
    while (looked > 0 && ends[looked - 1] - starts[looked - 1] < SWEEP * count) {
        const List *list = search->lists[--looked];
        const uint16_t *docs = list->docs;
        const uint8_t *codes = list->chunk_codes;
        for (uint32_t at = starts[looked]; at < ends[looked]; at++) {
            float sum = sums[docs[at]];
            sums[docs[at]] = sum + (sum > 0.0f ? list->gain[codes[at]] : 0.0f);
        }
    }
    float rest = (float)(search->rest[looked] * SLACK);
    uint32_t at = 0;
    for (int place = search->count - 1; place >= essential; place--) {
        for (int other = 0; other < search->count; other++) search->lists[other]->at = starts[other];
        for (; at < bounds[place]; at++) {
            uint16_t doc = touched[at];
            float gain = sums[doc];
            sums[doc] = 0.0f;
            if (gain + rest < least) continue;
            complete(search, base + doc, gain, looked, least);
            least = threshold(search);
        }
    }
}

/* A chunk with many postings is searched in windows: the k-th best score rises between them, and more is skipped. */
static void search_chunk(Search *search, uint32_t chunk, int64_t postings) {
    uint32_t starts[MOST_TERMS], ends[MOST_TERMS], windows = 1;
    while (windows < 64 && windows * WINDOW < postings) windows *= 2;
    for (int at = 0; at < search->count; at++) ends[at] = 0;
    for (uint32_t window = 1; window <= windows; window++) {
        for (int at = 0; at < search->count; at++) {
            const List *list = search->lists[at];
            starts[at] = ends[at];
            ends[at] = window == windows ? list->size : place_of(list, starts[at], window * (CHUNK / windows));
        }
        search_window(search, chunk << 16, starts, ends);
    }
}

/* Looks up an allowed sentence in the lists and considers it. */
static void try_doc(Search *search, uint32_t doc) {
    float least = threshold(search), gain = 0.0f;
    for (int place = search->count - 1; place >= 0; place--) {
        List *list = search->lists[place];
        if (gain + (float)(search->rest[place + 1] * SLACK) < least) return;
        int64_t posting = seek(list, (uint16_t)doc);
        if (posting >= 0) gain += list->gain[list->chunk_codes[posting]];
    }
    if (gain > 0.0f && gain >= least) consider(search, doc);
}

/* Tries each allowed sentence of the chunk: for when there are few. */
static void search_allowed(Search *search, uint32_t chunk) {
    const uint64_t *allowed = search->scratch->allowed;
    for (uint32_t word = 0; word < CHUNK / 64; word++) {
        if (!allowed[word]) continue;
        for (uint32_t bit = 0; bit < 64; bit++)
            if (allowed[word] >> bit & 1) try_doc(search, (chunk << 16) + word * 64 + bit);
    }
}

static void mark(uint64_t *bits, uint32_t low, uint32_t high) {
    for (; low < high && low & 63; low++) bits[low >> 6] |= (uint64_t)1 << (low & 63);
    for (; low + 64 <= high; low += 64) bits[low >> 6] = ~(uint64_t)0;
    for (; low < high; low++) bits[low >> 6] |= (uint64_t)1 << (low & 63);
}

/* Sets a clause's sentences of the chunk in `bits`; how many, those in two listings counted twice. */
static int64_t mark_clause(Clause *clause, uint32_t chunk, uint64_t *bits) {
    uint64_t start = (uint64_t)chunk << 16, end = start + CHUNK;
    int64_t total = 0;
    memset(bits, 0, CHUNK / 8);
    for (int number = 0; number < clause->count; number++) {
        Listing *listing = &clause->listings[number];
        const uint32_t *items = listing->items;
        int64_t at = listing->at;
        if (listing->as_runs) {
            for (; at < listing->count && items[at] < end; at += 2) {
                uint64_t low = items[at] < start ? start : items[at], high = items[at + 1] < end ? items[at + 1] : end;
                if (high > low) mark(bits, (uint32_t)(low - start), (uint32_t)(high - start)), total += high - low;
                if (items[at + 1] > end) break;
            }
        } else {
            at += rank_below(items + at, listing->count - at, start);
            for (; at < listing->count && items[at] < end; at++, total++)
                if (items[at] >= start) bits[(items[at] - start) >> 6] |= (uint64_t)1 << ((items[at] - start) & 63);
        }
        listing->at = at;
    }
    return total;
}

/* The first chunk from `chunk` on in which the smallest clause may have a sentence. */
static uint32_t next_allowed(const Clause *clause, uint32_t chunk, uint32_t chunks) {
    uint32_t least = chunks;
    for (int number = 0; number < clause->count; number++) {
        const Listing *listing = &clause->listings[number];
        if (listing->at >= listing->count) continue;
        uint32_t own = listing->items[listing->at] >> 16;
        if (own < least) least = own;
    }
    return least > chunk ? least : chunk;
}

static void search_segment(Search *search) {
    uint32_t chunks = (uint32_t)search->segment->chunks;
    uint64_t *allowed = search->scratch->allowed, *further = search->scratch->further;
    Listing *listing = search->marked ? search->clauses[0].listings : NULL;
    int listed = listing && search->clauses[0].count == 1 && !listing->as_runs;
    for (uint32_t chunk = 0; chunk < chunks; chunk++) {
        int64_t wanted = 0, postings = 0;
        if (first_essential(search, threshold(search)) == search->count) return;
        if (search->marked && (chunk = next_allowed(&search->clauses[0], chunk, chunks)) == chunks) return;
        for (int at = 0; at < search->count; at++) {
            load_chunk(search->lists[at], chunk);
            postings += search->lists[at]->size;
        }
        if (listed) { /* a single list of numbers need not be marked if it is short */
            int64_t start = listing->at;
            wanted = rank_below(listing->items + start, listing->count - start, ((uint64_t)chunk + 1) << 16);
            if (wanted * 8 < postings || !postings) {
                listing->at += wanted;
                search->asked = 1;
                for (int64_t at = start; postings && at < listing->at; at++) try_doc(search, listing->items[at]);
                continue;
            }
        }
        search->asked = search->marked;
        if (search->marked) {
            wanted = mark_clause(&search->clauses[0], chunk, allowed);
            for (int clause = 1; clause < search->marked; clause++) {
                mark_clause(&search->clauses[clause], chunk, further);
                for (int word = 0; word < CHUNK / 64; word++) allowed[word] &= further[word];
            }
        }
        if (!postings) continue;
        if (search->marked && wanted * 8 < postings) search_allowed(search, chunk);
        else search_chunk(search, chunk, postings);
    }
}

static int by_size(const void *a, const void *b) {
    const Clause *x = a, *y = b;
    return (x->size > y->size) - (x->size < y->size);
}

/* The days' sentences as runs, in memory that the caller frees; their number in `size`. */
static uint32_t *dated(const Segment *segment, int64_t since, int64_t until, int64_t *count, int64_t *size) {
    uint32_t *runs = malloc(sizeof(uint32_t) * (size_t)(segment->day_runs * 2 + 2));
    *count = *size = 0;
    for (int64_t at = 0; runs && at < segment->day_runs; at++) {
        int32_t day = segment->day_value[at];
        if (day == NO_DAY || day < since || day > until) continue;
        uint32_t low = segment->day_first[at];
        uint32_t high = at + 1 < segment->day_runs ? segment->day_first[at + 1] : (uint32_t)segment->sentences;
        *size += high - low;
        if (*count && runs[*count - 1] == low) runs[*count - 1] = high;
        else runs[*count] = low, runs[*count + 1] = high, *count += 2;
    }
    return runs;
}

/* A question and a restriction, as C needs them: what is read from Python's objects before others may run. */
typedef struct {
    int terms, words, groups, keys;
    const char *labels[MOST_TERMS];
    Py_ssize_t sizes[MOST_TERMS];
    int order[MOST_TERMS], times[MOST_TERMS];
    double idfs[MOST_TERMS];
    int64_t frequencies[MOST_TERMS];
    int group_ends[MOST_CLAUSES];
    int64_t *numbers, *key_numbers; /* a segment after the other */
    int dates;
    int64_t since, until;
} Question;

static int run(Question *question, const Segment **segments, int count, double absent, Search *search) {
    List *lists = malloc(sizeof(List) * (size_t)question->terms);
    Listing *listings = malloc(sizeof(Listing) * (size_t)(question->keys + 1));
    uint16_t *buffers = NULL;
    uint32_t *runs = NULL;
    int done = -1;
    if (!lists || !listings) goto out;
    search->scratch = &scratch_of_thread;
    search->idfs = question->idfs;
    search->order = question->order;
    search->words = question->words;
    search->absent = absent;
    search->base = 0.0;
    for (int word = 0; word < search->words; word++) search->base += question->idfs[question->order[word]] * absent;
    for (int place = 0; place < count; place++) {
        const Segment *segment = segments[place];
        Clause clauses[MOST_CLAUSES + 1];
        uint32_t largest = 0;
        int64_t postings = 0;
        int listed = 0, nothing = 0;
        search->segment = segment;
        search->count = search->clause_count = search->marked = 0;
        search->clauses = clauses;
        for (int group = 0, key = 0; group < question->groups; group++) {
            Clause *clause = &clauses[search->clause_count++];
            *clause = (Clause){&listings[listed], 0, 0};
            for (; key < question->group_ends[group]; key++) {
                int64_t number = question->key_numbers[(int64_t)place * question->keys + key];
                if (number < 0) continue;
                uint32_t start = segment->key_start[number], size = segment->key_start[number + 1] - start;
                listings[listed++] =
                    (Listing){segment->key_docs + start, size, 0, size != segment->key_count[number]};
                clause->count++;
                clause->size += segment->key_count[number];
            }
            nothing |= !clause->count;
        }
        if (nothing) continue;
        if (question->dates) {
            int64_t items, size;
            free(runs);
            if (!(runs = dated(segment, question->since, question->until, &items, &size))) goto out;
            if (!size) continue;
            if (size < segment->sentences) {
                listings[listed] = (Listing){runs, items, 0, 1};
                clauses[search->clause_count++] = (Clause){&listings[listed], 1, size};
            }
        }
        for (int term = 0; term < question->terms; term++) {
            int64_t number = question->numbers[(int64_t)place * question->terms + term];
            search->known[term] = number >= 0 && question->idfs[term] > 0.0;
            if (!search->known[term]) continue;
            List *list = &lists[term];
            open_list(list, segment, number);
            list->term = term;
            weigh(list, segment, question->idfs[term] * question->times[term]);
            int at = search->count++;
            for (; at > 0 && search->lists[at - 1]->most > list->most; at--) search->lists[at] = search->lists[at - 1];
            search->lists[at] = list;
            if (!list->dense && list->count > largest) largest = list->count;
            postings += list->count;
        }
        if (!search->count) continue;
        search->rest[0] = 0.0;
        for (int at = 0; at < search->count; at++) search->rest[at + 1] = search->rest[at] + search->lists[at]->most;
        if (largest) { /* sparse lists are shorter than dense_minimum, whose chunks they are copied to */
            free(buffers);
            if (!(buffers = malloc(sizeof(uint16_t) * (size_t)search->count * largest))) goto out;
            for (int at = 0; at < search->count; at++) search->lists[at]->buffer = buffers + (size_t)at * largest;
        }
        qsort(clauses, (size_t)search->clause_count, sizeof(Clause), by_size);
        while (search->marked < search->clause_count && clauses[search->marked].size <= postings) search->marked++;
        search_segment(search);
    }
    qsort(search->heap, (size_t)search->found, sizeof(Found), by_rank);
    done = 0;
out:
    free(runs);
    free(buffers);
    free(listings);
    free(lists);
    return done;
}

/* Distinct words and their order; -1 with an exception set. */
static int read_words(Question *question, PyObject *terms) {
    question->words = (int)PyList_Size(terms);
    for (int word = 0; word < question->words; word++) {
        Py_ssize_t size;
        const char *label = PyUnicode_AsUTF8AndSize(PyList_GetItem(terms, word), &size);
        if (!label) return -1;
        int term = 0;
        while (term < question->terms
               && (question->sizes[term] != size || memcmp(question->labels[term], label, (size_t)size))) term++;
        if (term == question->terms) {
            question->labels[term] = label;
            question->sizes[term] = size;
            question->times[term] = 0;
            question->terms++;
        }
        question->times[term]++;
        question->order[word] = term;
    }
    return 0;
}

/* The terms' numbers in each segment, document frequencies and idfs; -1 with an exception set. */
static int read_terms(Question *question, const Segment **segments, int count, PyObject *idf_of) {
    for (int term = 0; term < question->terms; term++) {
        int64_t frequency = 0;
        for (int place = 0; place < count; place++) {
            const Segment *segment = segments[place];
            int64_t number = find_label(segment->term_buckets, segment->term_offsets, segment->term_bytes,
                                        segment->term_shift, question->labels[term], question->sizes[term]);
            question->numbers[(int64_t)place * question->terms + term] = number;
            if (number < 0) continue;
            frequency += segment->term_count[number];
            if (!segment->deleted_total) continue;
            List list;
            open_list(&list, segment, number);
            for (int64_t at = 0; at < segment->deleted_total; at++) frequency -= list_holds(&list, segment->deleted[at]);
        }
        question->frequencies[term] = frequency;
        PyObject *key = PyLong_FromLongLong(frequency);
        if (!key) return -1;
        PyObject *idf = PyObject_GetItem(idf_of, key);
        Py_DECREF(key);
        if (!idf) return -1;
        question->idfs[term] = PyFloat_AsDouble(idf);
        Py_DECREF(idf);
        if (PyErr_Occurred()) return -1;
    }
    return 0;
}

/* The required keys' numbers in each segment; -1 with an exception set. */
static int read_keys(Question *question, const Segment **segments, int count, PyObject *require) {
    question->groups = (int)PyList_Size(require);
    for (int group = 0; group < question->groups; group++)
        question->group_ends[group] =
            (group ? question->group_ends[group - 1] : 0) + (int)PyList_Size(PyList_GetItem(require, group));
    question->keys = question->groups ? question->group_ends[question->groups - 1] : 0;
    question->key_numbers = malloc(sizeof(int64_t) * (size_t)(question->keys * (int64_t)count + 1));
    if (!question->key_numbers) { PyErr_NoMemory(); return -1; }
    for (int group = 0, key = 0; group < question->groups; group++) {
        PyObject *either = PyList_GetItem(require, group);
        for (Py_ssize_t at = 0; key < question->group_ends[group]; at++, key++) {
            Py_ssize_t size;
            const char *label = PyUnicode_AsUTF8AndSize(PyList_GetItem(either, at), &size);
            if (!label) return -1;
            for (int place = 0; place < count; place++)
                question->key_numbers[(int64_t)place * question->keys + key] =
                    find_label(segments[place]->key_buckets, segments[place]->key_offsets, segments[place]->key_bytes,
                               segments[place]->key_shift, label, size);
        }
    }
    return 0;
}

static PyObject *as_list(const Search *search) {
    PyObject *result = PyList_New((Py_ssize_t)search->found);
    for (int64_t at = 0; result && at < search->found; at++) {
        PyObject *hit = Py_BuildValue("(Ld)", (long long)search->heap[at].id, search->heap[at].score);
        if (!hit) { Py_DECREF(result); return NULL; }
        PyList_SetItem(result, (Py_ssize_t)at, hit);
    }
    return result;
}

/* search(segments, terms, limit, idf_of, absent, require, since, until) -> [(sentence, score), ...], best first */
static PyObject *py_search(PyObject *module, PyObject *args) {
    PyObject *parts, *terms, *idf_of, *require, *since, *until, *result = NULL;
    long long limit;
    double absent;
    (void)module;
    if (!PyArg_ParseTuple(args, "OOLOdOOO", &parts, &terms, &limit, &idf_of, &absent, &require, &since, &until))
        return NULL;
    if (!PyTuple_Check(parts) || !PyList_Check(terms) || !PyList_Check(require) || PyList_Size(terms) > MOST_TERMS
        || PyList_Size(require) > MOST_CLAUSES || limit < 1) {
        PyErr_SetString(PyExc_ValueError, "not a search that the kernel takes");
        return NULL;
    }
    int count = (int)PyTuple_Size(parts), failed;
    Question question = {.terms = 0, .numbers = NULL, .key_numbers = NULL, .since = INT64_MIN, .until = INT64_MAX};
    Search search = {.limit = limit, .found = 0};
    const Segment **segments = malloc(sizeof(Segment *) * (size_t)(count + 1));
    question.numbers = malloc(sizeof(int64_t) * (size_t)(PyList_Size(terms) * (int64_t)count + 1));
    search.heap = malloc(sizeof(Found) * (size_t)limit);
    if (!segments || !question.numbers || !search.heap) { PyErr_NoMemory(); goto out; }
    for (int place = 0; place < count; place++) {
        segments[place] = (const Segment *)(void *)PyBytes_AsString(PyTuple_GetItem(parts, place));
        if (!segments[place]) goto out;
    }
    question.dates = since != Py_None || until != Py_None;
    if (since != Py_None) question.since = PyLong_AsLongLong(since);
    if (until != Py_None) question.until = PyLong_AsLongLong(until);
    if (PyErr_Occurred() || read_words(&question, terms) || read_terms(&question, segments, count, idf_of)
        || read_keys(&question, segments, count, require)) goto out;
    Py_BEGIN_ALLOW_THREADS
    failed = run(&question, segments, count, absent, &search);
    Py_END_ALLOW_THREADS
    if (failed) PyErr_NoMemory(); else result = as_list(&search);
out:
    free(search.heap);
    free(question.numbers);
    free(question.key_numbers);
    free(segments);
    return result;
}

/* The number of each label of one list, from `items` on; how many, or -1 with an exception set. */
static Py_ssize_t number_list(PyObject *numbers, PyObject *labels, uint32_t *items, Py_ssize_t room) {
    Py_ssize_t count = PyList_Size(labels);
    if (count > room) { PyErr_SetString(PyExc_ValueError, "a list grew while it was read"); return -1; }
    for (Py_ssize_t at = 0; at < count; at++) {
        PyObject *label = PyList_GetItem(labels, at), *known = PyDict_GetItemWithError(numbers, label);
        if (known) {
            items[at] = (uint32_t)PyLong_AsUnsignedLong(known);
            continue;
        }
        Py_ssize_t next = PyDict_Size(numbers);
        PyObject *number = PyErr_Occurred() ? NULL : PyLong_FromSsize_t(next);
        int failed = !number || PyDict_SetItem(numbers, label, number);
        Py_XDECREF(number);
        if (failed) return -1;
        items[at] = (uint32_t)next;
    }
    return count;
}

/* number(numbers, lists) -> the lists' lengths and the numbers of all their labels, 4 bytes each; new ones are added */
static PyObject *py_number(PyObject *module, PyObject *args) {
    PyObject *numbers, *lists, *lengths = NULL, *items = NULL;
    Py_ssize_t total = 0, at = 0;
    (void)module;
    if (!PyArg_ParseTuple(args, "O!O!", &PyDict_Type, &numbers, &PyTuple_Type, &lists)) return NULL;
    Py_ssize_t count = PyTuple_Size(lists);
    if (!(lengths = PyBytes_FromStringAndSize(NULL, count * 4))) return NULL;
    for (Py_ssize_t place = 0; place < count; place++) {
        Py_ssize_t size = PySequence_Size(PyTuple_GetItem(lists, place));
        if (size < 0) goto failed;
        ((uint32_t *)(void *)PyBytes_AsString(lengths))[place] = (uint32_t)size;
        total += size;
    }
    if (!(items = PyBytes_FromStringAndSize(NULL, total * 4))) goto failed;
    for (Py_ssize_t place = 0; place < count; place++) {
        PyObject *labels = PyTuple_GetItem(lists, place);
        if (PyList_Check(labels)) Py_INCREF(labels); else labels = PySequence_List(labels);
        Py_ssize_t taken = labels
            ? number_list(numbers, labels, (uint32_t *)(void *)PyBytes_AsString(items) + at, total - at) : -1;
        Py_XDECREF(labels);
        if (taken < 0) goto failed;
        at += taken;
    }
    PyObject *result = PyTuple_Pack(2, lengths, items);
    Py_DECREF(lengths);
    Py_DECREF(items);
    return result;
failed:
    Py_XDECREF(lengths);
    Py_XDECREF(items);
    return NULL;
}

static PyMethodDef methods[] = {
    {"search", py_search, METH_VARARGS, "The best sentences of a snapshot."},
    {"number", py_number, METH_VARARGS, "The numbers of labels."},
    {0},
};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_kernel", NULL, 0, methods, 0, 0, 0, 0};

PyMODINIT_FUNC PyInit__kernel(void) {
    for (uint32_t number = 0; number < 256; number++) {
        uint32_t crc = number;
        for (int bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xEDB88320u ^ crc >> 1 : crc >> 1;
        crc_table[number] = crc;
    }
    PyObject *module = PyModule_Create(&definition);
    if (module) {
        PyModule_AddIntConstant(module, "MOST_TERMS", MOST_TERMS);
        PyModule_AddIntConstant(module, "MOST_CLAUSES", MOST_CLAUSES);
        PyModule_AddIntConstant(module, "SEGMENT_SIZE", (long)sizeof(Segment));
        PyModule_AddStringConstant(module, "SOURCE", SOURCE);
    }
    return module;
}

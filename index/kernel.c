/* The inner loops of the search, for machines that had a C compiler when onrecord was installed.
 *
 * index/scoring.py is the same in NumPy and serves where this is absent; a test holds both equal. Nothing here
 * allocates for longer than a call, keeps state between calls or knows Python: it is loaded through ctypes.
 *
 * Postings are walked chunk by chunk (65,536 sentences), in every list at once. Lists are ordered by the most they
 * can add (MaxScore): those that together cannot reach the k-th best score are only looked up for sentences found in
 * the others. Sums on the way are upper bounds in float; whoever passes is scored in double, word by word in the
 * question's order, which is what rank-bm25 computes. Build without contraction to fused multiply-add.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#define THREAD_LOCAL __declspec(thread)
#else
#define THREAD_LOCAL _Thread_local
#define EXPORT __attribute__((visibility("default")))
#endif

#define RARE 255
#define CHUNK 65536
#define MAX_TERMS 64
#define SLACK 1.00001

typedef struct {
    const uint32_t *term_buckets, *term_offsets;
    const uint8_t *term_bytes;
    const uint32_t *term_start, *term_count;
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
    const uint32_t *deleted;
    const double *weights;
    int64_t sparse_total, rare_total, id_runs, deleted_total, pairs;
    uint32_t shift, chunks, dense_minimum, sentences;
} Segment;

typedef struct {
    const uint32_t *items;
    int64_t count;
    int64_t as_runs;
} Listing;

/* What a segment's sentences have to satisfy: clauses are groups of listings, `ends` where each group ends. */
typedef struct {
    const Listing *listings;
    const int64_t *ends;
    int64_t clauses;
    int64_t nothing; /* not zero: no sentence of the segment can satisfy it */
    Listing first;   /* with items: all that the first clause lets through */
} Filter;

typedef struct {
    double score;
    int64_t id;
} Found;

typedef struct {
    const uint8_t *codes;
    const uint16_t *dense;  /* null for a sparse list */
    const uint32_t *sparse;
    const uint32_t *chunks;
    int64_t first;          /* of its codes, in the count of rare_at */
    uint32_t count, next;
    int term;
    double idf, most;
    float gain[256];
    const uint16_t *docs;   /* of the chunk at hand */
    const uint8_t *chunk_codes;
    int64_t chunk_first;
    uint32_t size, at;
    uint16_t *buffer;
} List;

static int64_t upper_bound32(const uint32_t *items, int64_t count, uint32_t value) {
    int64_t low = 0;
    while (count > 0) {
        int64_t half = count >> 1;
        if (items[low + half] <= value) { low += half + 1; count -= half + 1; } else count = half;
    }
    return low;
}

static int holds(const Listing *listing, uint32_t doc) {
    int64_t at = upper_bound32(listing->items, listing->count, doc);
    if (listing->as_runs) return (int)(at & 1);
    return at > 0 && listing->items[at - 1] == doc;
}

static int allowed(const Filter *filter, int64_t clause, uint32_t doc) {
    for (; clause < filter->clauses; clause++) {
        int64_t at = clause ? filter->ends[clause - 1] : 0;
        int found = 0;
        for (; at < filter->ends[clause] && !found; at++) found = holds(&filter->listings[at], doc);
        if (!found) return 0;
    }
    return 1;
}

static int is_deleted(const Segment *segment, uint32_t doc) {
    int64_t at = upper_bound32(segment->deleted, segment->deleted_total, doc);
    return at > 0 && segment->deleted[at - 1] == doc;
}

static int64_t sentence_id(const Segment *segment, uint32_t doc) {
    int64_t run = upper_bound32(segment->id_first, segment->id_runs, doc) - 1;
    return segment->id_sentence[run] + (doc - segment->id_first[run]);
}

static int64_t find_term(const Segment *segment, const uint8_t *label, uint32_t length, uint32_t crc) {
    uint32_t bucket = segment->shift >= 32 ? 0 : crc >> segment->shift;
    uint32_t number = segment->term_buckets[bucket], end = segment->term_buckets[bucket + 1];
    for (; number < end; number++) {
        uint32_t start = segment->term_offsets[number];
        if (segment->term_offsets[number + 1] - start == length
            && !memcmp(segment->term_bytes + start, label, length)) return number;
    }
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
    uint32_t low, high;
    if (!list->dense) {
        int64_t at = upper_bound32(list->sparse, list->count, doc);
        return at > 0 && list->sparse[at - 1] == doc;
    }
    low = list->chunks[doc >> 16];
    high = list->chunks[(doc >> 16) + 1];
    while (low < high) {
        uint32_t middle = (low + high) >> 1;
        if (list->dense[middle] < (uint16_t)doc) low = middle + 1; else high = middle;
    }
    return low < list->chunks[(doc >> 16) + 1] && list->dense[low] == (uint16_t)doc;
}

/* The numbers of `terms` labels in each segment (-1 where it has none), and in how many living sentences each is. */
EXPORT void onrecord_find(const Segment **segments, int64_t segment_count, const uint8_t *labels, const uint32_t *ends,
                          const uint32_t *crcs, int64_t terms, int64_t *numbers, int64_t *frequencies) {
    for (int64_t term = 0; term < terms; term++) {
        uint32_t start = term ? ends[term - 1] : 0;
        frequencies[term] = 0;
        for (int64_t place = 0; place < segment_count; place++) {
            const Segment *segment = segments[place];
            int64_t number = find_term(segment, labels + start, ends[term] - start, crcs[term]);
            numbers[place * terms + term] = number;
            if (number < 0) continue;
            frequencies[term] += segment->term_count[number];
            if (segment->deleted_total) {
                List list;
                open_list(&list, segment, number);
                for (int64_t at = 0; at < segment->deleted_total; at++)
                    frequencies[term] -= list_holds(&list, segment->deleted[at]);
            }
        }
    }
}

typedef struct {
    const Segment *segment;
    const Filter *filter;
    List *lists[MAX_TERMS]; /* by the most they add, the least first */
    double rest[MAX_TERMS + 1]; /* what the first so many add at most */
    const List *by_term[MAX_TERMS];
    int count;
    const double *idfs;
    const int32_t *order;
    int words;
    double absent, base;
    Found *heap;
    int64_t limit, *found;
} Search;

static int worse(const Found *a, const Found *b) {
    return a->score < b->score || (a->score == b->score && a->id > b->id);
}

static void push(Found *heap, int64_t *found, int64_t limit, Found item) {
    int64_t at, child;
    if (*found < limit) {
        at = (*found)++;
        while (at > 0 && worse(&item, &heap[(at - 1) / 2])) { heap[at] = heap[(at - 1) / 2]; at = (at - 1) / 2; }
        heap[at] = item;
        return;
    }
    at = 0;
    while ((child = 2 * at + 1) < limit) {
        if (child + 1 < limit && worse(&heap[child + 1], &heap[child])) child++;
        if (!worse(&heap[child], &item)) break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = item;
}

/* How much a sentence has to gain over one without any of the terms to be among the best; float sums reach it. */
static float threshold(const Search *search) {
    if (*search->found < search->limit) return -1.0f;
    double gain = search->heap[0].score - search->base;
    return (float)(gain / SLACK - 1e-9 * search->base);
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
    if (low < list->size && list->docs[low] == doc) return low;
    return -1;
}

static double exact_weight(const Segment *segment, const List *list, int64_t at) {
    uint8_t code = list->chunk_codes[at];
    if (code != RARE) return segment->weights[code];
    int64_t wanted = list->chunk_first + at, low = 0, high = segment->rare_total;
    while (low < high) {
        int64_t middle = (low + high) >> 1;
        if (segment->rare_at[middle] < wanted) low = middle + 1; else high = middle;
    }
    return segment->weights[segment->rare_pair[low]];
}

/* Scores a sentence exactly and keeps it if it is among the best and allowed. */
static void consider(Search *search, uint32_t doc) {
    double parts[MAX_TERMS], score = 0.0;
    for (int at = 0; at < search->count; at++) {
        List *list = search->lists[at];
        int64_t place = seek(list, (uint16_t)doc);
        parts[list->term] = place < 0 ? search->absent : exact_weight(search->segment, list, place);
    }
    for (int word = 0; word < search->words; word++) {
        int term = search->order[word];
        score += search->idfs[term] * (search->by_term[term] ? parts[term] : search->absent);
    }
    int full = *search->found == search->limit;
    if (full && score < search->heap[0].score) return;
    Found item = {score, sentence_id(search->segment, doc)};
    if (full && !worse(&search->heap[0], &item)) return;
    if (search->filter && !allowed(search->filter, search->filter->first.items != NULL, doc)) return;
    if (search->segment->deleted_total && is_deleted(search->segment, doc)) return;
    push(search->heap, search->found, search->limit, item);
}

/* Considers a sentence whose gain in the lists from `essential` on is known, once the others are looked up. */
static void complete(Search *search, uint32_t doc, float gain, int essential, float least) {
    for (int at = essential - 1; at >= 0; at--) {
        if (gain + (float)search->rest[at + 1] < least) return;
        int64_t place = seek(search->lists[at], (uint16_t)doc);
        if (place >= 0) gain += search->lists[at]->gain[search->lists[at]->chunk_codes[place]];
    }
    if (gain >= least) consider(search, doc);
}

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
    uint64_t end = ((uint64_t)chunk + 1) << 16;
    uint32_t size = 0, next = list->next;
    while (next < list->count && list->sparse[next] < chunk << 16) next++;
    list->chunk_codes = list->codes + next;
    list->chunk_first = list->first + next;
    while (next < list->count && list->sparse[next] < end) list->buffer[size++] = (uint16_t)list->sparse[next++];
    list->next = next;
    list->docs = list->buffer;
    list->size = size;
}

/* One sum a sentence of the chunk at hand; all zero between chunks. */
static THREAD_LOCAL float sums[CHUNK];

static void search_chunk(Search *search, uint32_t chunk) {
    uint32_t base = chunk << 16;
    float least = threshold(search);
    int essential = first_essential(search, least);
    if (essential == search->count) return;
    if (essential == search->count - 1) {
        List *list = search->lists[essential];
        float rest = (float)(search->rest[essential] * SLACK);
        for (uint32_t at = 0; at < list->size; at++) {
            float gain = list->gain[list->chunk_codes[at]];
            if (gain + rest < least) continue;
            complete(search, base + list->docs[at], gain, essential, least);
            least = threshold(search);
        }
        return;
    }
    for (int place = essential; place < search->count; place++) {
        const List *list = search->lists[place];
        for (uint32_t at = 0; at < list->size; at++) sums[list->docs[at]] += list->gain[list->chunk_codes[at]];
    }
    float rest = (float)(search->rest[essential] * SLACK);
    for (int place = search->count - 1; place >= essential; place--) {
        const List *list = search->lists[place];
        for (int other = 0; other < search->count; other++) search->lists[other]->at = 0;
        for (uint32_t at = 0; at < list->size; at++) {
            uint16_t doc = list->docs[at];
            float gain = sums[doc];
            sums[doc] = 0.0f;
            if (gain == 0.0f || gain + rest < least) continue;
            complete(search, base + doc, gain, essential, least);
            least = threshold(search);
        }
    }
}

/* Looks up a sentence that the filter lets through in the lists, and considers it if it can be among the best. */
static void try_doc(Search *search, uint32_t doc) {
    float least = threshold(search), gain = 0.0f;
    int found = 0;
    for (int place = search->count - 1; place >= 0; place--) {
        if (gain + (float)(search->rest[place + 1] * SLACK) < least) return;
        List *list = search->lists[place];
        int64_t posting = seek(list, (uint16_t)doc);
        if (posting < 0) continue;
        found = 1;
        gain += list->gain[list->chunk_codes[posting]];
    }
    if (found && gain >= least) consider(search, doc);
}

/* Considers only the sentences that the filter's first clause lets through. */
static void search_docs(Search *search) {
    const Listing *first = &search->filter->first;
    int64_t chunk = -1, step = first->as_runs ? 2 : 1;
    for (int64_t at = 0; at < first->count; at += step) {
        uint32_t end = first->as_runs ? first->items[at + 1] : first->items[at] + 1;
        for (uint32_t doc = first->items[at]; doc < end; doc++) {
            if (doc >> 16 != chunk) {
                chunk = doc >> 16;
                for (int place = 0; place < search->count; place++) load_chunk(search->lists[place], (uint32_t)chunk);
            }
            try_doc(search, doc);
        }
    }
}

static void prepare(List *list, const Segment *segment, double factor, double absent) {
    double rare = absent;
    for (int64_t pair = RARE; pair < segment->pairs; pair++)
        if (segment->weights[pair] > rare) rare = segment->weights[pair];
    int codes = segment->pairs < RARE ? (int)segment->pairs : RARE;
    for (int code = 0; code < codes; code++)
        list->gain[code] = (float)(factor * (segment->weights[code] - absent) * (1 + 1e-6));
    list->gain[RARE] = (float)(factor * (rare - absent) * (1 + 1e-6));
    float most = 0.0f;
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

static int by_rank(const void *a, const void *b) {
    const Found *x = a, *y = b;
    return worse(x, y) - worse(y, x);
}

/* The best sentences over all segments, best first; their number, or -1 if memory ran out.
 *
 * `numbers` are as onrecord_find gave them; `times` says how often the question names each term, `order` is the
 * question as places in the terms. `filters` is null or has one entry a segment.
 */
EXPORT int64_t onrecord_search(const Segment **segments, int64_t segment_count, int64_t terms, const int64_t *numbers,
                               const double *idfs, const int32_t *times, const int32_t *order, int64_t words,
                               double absent, const Filter *filters, int64_t limit, Found *heap) {
    int64_t found = 0;
    List *lists = malloc(sizeof(List) * (size_t)terms);
    uint16_t *buffers = NULL;
    int64_t result = -1;
    if (!lists) return -1;
    double base = 0.0;
    for (int64_t word = 0; word < words; word++) base += idfs[order[word]] * absent;
    for (int64_t place = 0; place < segment_count; place++) {
        const Segment *segment = segments[place];
        const Filter *filter = filters && filters[place].clauses ? &filters[place] : NULL;
        if (filters && filters[place].nothing) continue;
        Search search = {.segment = segment, .filter = filter, .count = 0, .idfs = idfs, .order = order,
                         .words = (int)words, .absent = absent, .base = base, .heap = heap, .limit = limit,
                         .found = &found};
        uint32_t largest = 0;
        for (int term = 0; term < terms; term++) {
            int64_t number = numbers[place * terms + term];
            List *list = &lists[term];
            search.by_term[term] = number < 0 || idfs[term] == 0.0 ? NULL : list;
            if (!search.by_term[term]) continue;
            open_list(list, segment, number);
            list->term = term;
            list->idf = idfs[term];
            prepare(list, segment, idfs[term] * times[term], absent);
            int at = search.count++;
            while (at > 0 && search.lists[at - 1]->most > list->most) { search.lists[at] = search.lists[at - 1]; at--; }
            search.lists[at] = list;
            if (!list->dense && list->count > largest) largest = list->count;
        }
        if (!search.count) continue;
        search.rest[0] = 0.0;
        for (int at = 0; at < search.count; at++) search.rest[at + 1] = search.rest[at] + search.lists[at]->most;
        if (largest) {
            /* Sparse lists are shorter than dense_minimum, whose chunks they are copied to. */
            free(buffers);
            buffers = malloc(sizeof(uint16_t) * (size_t)search.count * largest);
            if (!buffers) goto done;
            for (int at = 0; at < search.count; at++) search.lists[at]->buffer = buffers + (size_t)at * largest;
        }
        if (filter && filter->first.items) {
            search_docs(&search);
            continue;
        }
        for (uint32_t chunk = 0; chunk < segment->chunks; chunk++) {
            if (first_essential(&search, threshold(&search)) == search.count) break;
            for (int at = 0; at < search.count; at++) load_chunk(search.lists[at], chunk);
            search_chunk(&search, chunk);
        }
    }
    qsort(heap, (size_t)found, sizeof(Found), by_rank);
    result = found;
done:
    free(buffers);
    free(lists);
    return result;
}

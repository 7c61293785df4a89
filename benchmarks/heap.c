/* W1 and its variants as a C programmer writes them: one binary heap of events, one process a person.
   cc -O3 -march=native -shared -fPIC -o heap.so heap.c -lm */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct { double t; int32_t who; int32_t what; } Event;
typedef struct { double came, asked; int32_t left, next; } Person;
typedef struct { int32_t servers, busy, head, tail; } Station;
typedef struct { double *v; long n, size; } List;

static uint64_t state[4];
static uint64_t rotl(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
static uint64_t next64(void) { /* xoshiro256** (Blackman and Vigna) */
    uint64_t r = rotl(state[1] * 5, 7) * 9, t = state[1] << 17;
    state[2] ^= state[0]; state[3] ^= state[1]; state[1] ^= state[2]; state[0] ^= state[3];
    state[2] ^= t; state[3] = rotl(state[3], 45);
    return r;
}
static double uniform(void) { return ((next64() >> 11) + 0.5) * 0x1.0p-53; }
static double exponential(double mean) { return -mean * log(uniform()); }
static double spare; static int has_spare;
static double normal(void) { /* Marsaglia's polar method */
    double u, v, s;
    if (has_spare) { has_spare = 0; return spare; }
    do { u = 2 * uniform() - 1; v = 2 * uniform() - 1; s = u * u + v * v; } while (s >= 1 || s == 0);
    s = sqrt(-2 * log(s) / s);
    spare = v * s; has_spare = 1;
    return u * s;
}
static double lognormal(double mu, double sigma) { return exp(mu + sigma * normal()); }
static int poisson(double mean) {
    double limit = exp(-mean), p = uniform(); int k = 0;
    while (p > limit) { p *= uniform(); k++; }
    return k;
}

static Event *heap; static long heaped, room;
static void push(double t, int who, int what) {
    if (heaped == room) { room = room ? 2 * room : 1024; heap = realloc(heap, room * sizeof *heap); }
    long i = heaped++;
    while (i && heap[(i - 1) / 2].t > t) { heap[i] = heap[(i - 1) / 2]; i = (i - 1) / 2; }
    heap[i] = (Event){t, who, what};
}
static Event pop(void) {
    Event top = heap[0], last = heap[--heaped];
    long i = 0, c;
    while ((c = 2 * i + 1) < heaped) {
        if (c + 1 < heaped && heap[c + 1].t < heap[c].t) c++;
        if (heap[c].t >= last.t) break;
        heap[i] = heap[c]; i = c;
    }
    heap[i] = last;
    return top;
}

static void add(List *l, double x) {
    if (l->n == l->size) { l->size = l->size ? 2 * l->size : 4096; l->v = realloc(l->v, l->size * sizeof *l->v); }
    l->v[l->n++] = x;
}
static double select_kth(double *v, long n, long k) { /* Hoare */
    long low = 0, high = n - 1;
    while (low < high) {
        double pivot = v[(low + high) / 2]; long i = low, j = high;
        while (i <= j) {
            while (v[i] < pivot) i++;
            while (pivot < v[j]) j--;
            if (i <= j) { double t = v[i]; v[i++] = v[j]; v[j--] = t; }
        }
        if (k <= j) high = j; else if (k >= i) low = i; else break;
    }
    return v[k];
}

enum { ARRIVE, DESK, EXAM, INFIRMARY, TALK, GAP, DECIDED, STATIONS = 5, BED = 4 };
static Person *people; static long known, peopled;
static Station st[STATIONS]; /* desk, exam, infirmary, talk, bed */
static List waits[STATIONS];
static double now, horizon, warm, bed_since, *bed_time;
static double mu[4], sg[4];

static void level(int step) {
    double from = bed_since > warm ? bed_since : warm;
    if (now > from) bed_time[st[BED].busy] += now - from;
    bed_since = now; st[BED].busy += step;
}
static double stay(int s) { return s == 2 ? exponential(1 / 48.0) : lognormal(mu[s], sg[s]); }
static void begin(int s, int p) {
    if (people[p].asked >= warm) add(&waits[s], now - people[p].asked);
    if (s == BED) { level(1); return; }
    st[s].busy++;
    push(now + stay(s), p, s + 1);
}
static int ask(int s, int p) {
    people[p].asked = now;
    if (st[s].busy < st[s].servers) { begin(s, p); return 1; }
    people[p].next = -1;
    if (st[s].head < 0) st[s].head = p; else people[st[s].tail].next = p;
    st[s].tail = p;
    return 0;
}
static int leave(int s) {
    if (s == BED) level(-1); else st[s].busy--;
    int p = st[s].head;
    if (p >= 0) { st[s].head = people[p].next; begin(s, p); }
    return p;
}
static void to_bed(int p) { if (ask(BED, p)) ask(3, p); }

/* out: waits' mean and p95 for desk, exam, infirmary, talk, bed; beds mean; time mean; late; events */
void w1(double rate, int beds, int talkers, double T, double W, uint64_t seed, double *out) {
    double m[4] = {45 / 1440.0, 60 / 1440.0, 0, 3 / 24.0}, cv[4] = {.5, .4, 0, .6};
    int servers[STATIONS] = {2, 2, 1, talkers, beds};
    long events = 0, n = 0, late = 0; double total = 0;
    for (int i = 0; i < 4; i++) { seed += 0x9E3779B97F4A7C15u; uint64_t z = seed;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u; z = (z ^ (z >> 27)) * 0x94D049BB133111EBu; state[i] = z ^ (z >> 31); }
    has_spare = 0; heaped = 0; known = 0; now = bed_since = 0; horizon = T; warm = W;
    for (int s = 0; s < STATIONS; s++) { st[s] = (Station){servers[s], 0, -1, -1}; waits[s].n = 0; }
    for (int i = 0; i < 4; i++) if (m[i] > 0) { double v = log(1 + cv[i] * cv[i]); mu[i] = log(m[i]) - v / 2; sg[i] = sqrt(v); }
    bed_time = calloc(beds + 1, sizeof *bed_time);
    push(exponential(1 / rate), -1, ARRIVE);
    while (heaped) {
        Event e = pop();
        if (e.t > T) break;
        now = e.t; events++;
        int p = e.who;
        switch (e.what) {
        case ARRIVE:
            if (known == peopled) { peopled = peopled ? 2 * peopled : 4096; people = realloc(people, peopled * sizeof *people); }
            people[known] = (Person){now, 0, 0, -1};
            push(now + exponential(1 / rate), -1, ARRIVE);
            ask(0, known++);
            break;
        case DESK: leave(0); ask(1, p); break;
        case EXAM: leave(1); if (uniform() < .4) ask(2, p); else { people[p].left = 1 + poisson(4); to_bed(p); } break;
        case INFIRMARY: leave(2); people[p].left = 1 + poisson(4); to_bed(p); break;
        case TALK:
            leave(3);
            if (--people[p].left) push(now + exponential(3), p, GAP); else push(now + exponential(2), p, DECIDED);
            break;
        case GAP: ask(3, p); break;
        case DECIDED: {
            double spent = now - people[p].came;
            if (people[p].came >= W) { n++; total += spent; late += spent > 90; }
            int q = leave(BED);
            if (q >= 0) ask(3, q);
        } }
    }
    now = T; level(0);
    double area = 0, time = 0;
    for (int k = 0; k <= beds; k++) { area += k * bed_time[k]; time += bed_time[k]; }
    for (int s = 0; s < STATIONS; s++) {
        double sum = 0; for (long i = 0; i < waits[s].n; i++) sum += waits[s].v[i];
        out[2 * s] = waits[s].n ? sum / waits[s].n : 0;
        out[2 * s + 1] = waits[s].n ? select_kth(waits[s].v, waits[s].n, (long)ceil(.95 * waits[s].n) - 1) : 0;
    }
    out[10] = area / time; out[11] = n ? total / n : 0; out[12] = n ? (double)late / n : 0; out[13] = events;
    free(bed_time);
}

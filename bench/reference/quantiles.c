/* simulation/quantiles.ts */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine.h"

enum { BUCKETS = 1024 };

static int compare(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

void quantiles(const double *values, int n, const double *probabilities, int count, int32_t *buckets,
               double *gathered, double *out) {
  static int32_t counts[BUCKETS];
  double low = values[0], high = low;
  for (int i = 1; i < n; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  const double scale = (BUCKETS - 1) / (high - low);
  if (!(high > low) || !(scale < DBL_MAX)) {
    for (int q = 0; q < count; q++) out[q] = low;
    return;
  }
  memset(counts, 0, sizeof counts);
  for (int i = 0; i < n; i++) {
    buckets[i] = (int32_t)((values[i] - low) * scale);
    counts[buckets[i]]++;
  }
  int32_t ends[BUCKETS];
  int start = 0;
  for (int bucket = 0; bucket < BUCKETS; bucket++) {
    ends[bucket] = start;
    start += counts[bucket];
  }
  for (int i = 0; i < n; i++) gathered[ends[buckets[i]]++] = values[i];
  int bucket = 0, sorted = -1;
  for (int q = 0; q < count; q++) {
    const double h = (n - 1) * probabilities[q];
    const int rank = (int)floor(h);
    const double part = h - rank;
    double found[2] = {0, 0};
    for (int more = 0; more < (part > 0 ? 2 : 1); more++) {
      while (ends[bucket] <= rank + more) bucket++;
      if (sorted != bucket) {
        qsort(gathered + ends[bucket] - counts[bucket], counts[bucket], sizeof(double), compare);
        sorted = bucket;
      }
      found[more] = gathered[rank + more];
    }
    out[q] = part > 0 ? found[0] + part * (found[1] - found[0]) : found[0];
  }
}

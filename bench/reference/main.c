/* Reads a compiled plan, runs it, prints the seconds it took, writes bands and all paths' totals. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "engine.h"

double powersOfTwo[4096];
double normalTable[32 * 16 * 4];

static void *take(FILE *file, size_t size, size_t count) {
  void *data = malloc(size * count + 1);
  if (fread(data, size, count, file) != count) exit(2);
  return data;
}

static Schedule takeSchedule(FILE *file) {
  const double *head = take(file, 8, 2);
  const int brackets = head[1];
  double *thresholds = take(file, 8, brackets);
  return (Schedule){brackets, head[0], thresholds, take(file, 8, brackets)};
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  if (argc != 3) return 1;
  FILE *in = fopen(argv[1], "rb");
  if (!in) return 1;
  Plan plan;
  /* count, years, seed, carriesLossesForward, firstTaxYearEnd, indexedFrom, rentalLossesFrom, taxesGainsApart, taxesDividendsApart, hasBonds, years of law, paths,
     blockPaths */
  int32_t *header = take(in, 4, 13);
  plan.count = header[0];
  plan.years = header[1];
  plan.seed = header[2];
  plan.carriesLossesForward = header[3];
  plan.firstTaxYearEnd = header[4];
  plan.indexedFrom = header[5];
  plan.rentalLossesFrom = header[6];
  plan.taxesGainsApart = header[7];
  plan.taxesDividendsApart = header[8];
  plan.hasBonds = header[9];
  const int yearsOfLaw = header[10], paths = header[11], blockPaths = header[12];
  double *numbers = take(in, 8, 41);
  memcpy(&plan.creditRate, numbers, 41 * 8);
  plan.priceIndex = take(in, 8, 12 * plan.years + 1);
  plan.yearsOfLaw = malloc(yearsOfLaw * sizeof(YearOfLaw));
  for (int y = 0; y < yearsOfLaw; y++) {
    double *amounts = take(in, 8, 8);
    const Schedule basic = takeSchedule(in), table = takeSchedule(in), levy = takeSchedule(in);
    const Schedule gains = takeSchedule(in), dividends = takeSchedule(in);
    plan.yearsOfLaw[y] = (YearOfLaw){amounts[0], amounts[1], amounts[2], amounts[3], amounts[4], amounts[5],
                                    amounts[6], amounts[7], basic,      table,      levy,       gains,
                                    dividends};
  }
#define X(name) plan.name = take(in, 8, plan.count);
  NUMBER_FIELDS(X)
#undef X
#define X(name) plan.name = take(in, 4, plan.count);
  INTEGER_FIELDS(X)
#undef X
  fclose(in);
  FILE *tables = fopen(strcat(strcpy(malloc(strlen(argv[1]) + 8), argv[1]), ".tables"), "rb");
  if (!tables || fread(powersOfTwo, sizeof powersOfTwo, 1, tables) != 1 ||
      fread(normalTable, sizeof normalTable, 1, tables) != 1)
    return 2;
  fclose(tables);

  static const double probabilities[BANDS] = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};
  const double begin = now();
  const int blocks = (paths + blockPaths - 1) / blockPaths, points = plan.years + 1;
  Block *results = malloc(blocks * sizeof(Block));
  Run *run = 0;
  for (int b = 0; b < blocks; b++) {
    const int size = paths - b * blockPaths < blockPaths ? paths - b * blockPaths : blockPaths;
    if (!run || run->paths != size) run = createRun(&plan, size);
    results[b] = runBlock(run, b * blockPaths);
  }
  double *column = malloc(paths * 8), *gathered = malloc(paths * 8);
  int32_t *buckets = malloc(paths * 4);
  double *bands = malloc((size_t)ROWS * points * BANDS * 8);
  for (int c = 0; c < ROWS * points; c++) {
    int at = 0;
    for (int b = 0; b < blocks; b++) {
      memcpy(column + at, results[b].totals + (long)c * results[b].paths, results[b].paths * 8);
      at += results[b].paths;
    }
    quantiles(column, paths, probabilities, BANDS, buckets, gathered, bands + (long)c * BANDS);
  }
  printf("%.6f\n", now() - begin);

  FILE *out = fopen(argv[2], "wb");
  if (!out) return 1;
  fwrite(bands, 8, (size_t)ROWS * points * BANDS, out);
  for (int b = 0; b < blocks; b++) {
    fwrite(results[b].totals, 8, (size_t)ROWS * points * results[b].paths, out);
    fwrite(results[b].instances, 8, (size_t)SUMS * points * plan.count, out);
    fwrite(results[b].household, 8, (size_t)2 * points, out);
    fwrite(results[b].taxed, 8, (size_t)TAX_SUMS * points * plan.count, out);
    fwrite(results[b].taxYears, 8, (size_t)4 * points, out);
  }
  fclose(out);
  return 0;
}

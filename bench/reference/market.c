/* numbers/threefry.ts, numbers/inverse-normal.ts, engine/market.ts */
#include <string.h>

#include "engine.h"

static inline uint32_t rotate(uint32_t x, int by) { return (x << by) | (x >> (32 - by)); }

#define MIX(p, q, by) p += q; q = rotate(q, by) ^ p;
#define INJECT(k0, k1, k2, k3, n) a += k0; b += k1; c += k2; d += k3 + n;
#define EVEN(x, y) MIX(a, b, x) MIX(c, d, y)
#define ODD(x, y) MIX(a, d, x) MIX(c, b, y)
#define FOUR_ROUNDS_A EVEN(10, 26) ODD(11, 21) EVEN(13, 27) ODD(23, 5)
#define FOUR_ROUNDS_B EVEN(6, 20) ODD(17, 11) EVEN(25, 10) ODD(18, 20)

static void threefryWords(int32_t *restrict out, uint32_t key0, uint32_t key1, uint32_t key2, uint32_t key3,
                          uint32_t firstQuad, int quads, uint32_t counter1, uint32_t counter2) {
  const uint32_t key4 = 0x1bd11bda ^ key0 ^ key1 ^ key2 ^ key3;
  for (int quad = 0; quad < quads; quad++) {
    uint32_t a = firstQuad + quad + key0;
    uint32_t b = counter1 + key1;
    uint32_t c = counter2 + key2;
    uint32_t d = key3;
    FOUR_ROUNDS_A INJECT(key1, key2, key3, key4, 1)
    FOUR_ROUNDS_B INJECT(key2, key3, key4, key0, 2)
    FOUR_ROUNDS_A INJECT(key3, key4, key0, key1, 3)
    FOUR_ROUNDS_B INJECT(key4, key0, key1, key2, 4)
    FOUR_ROUNDS_A INJECT(key0, key1, key2, key3, 5)
    out[quad * 4] = a;
    out[quad * 4 + 1] = b;
    out[quad * 4 + 2] = c;
    out[quad * 4 + 3] = d;
  }
}

static inline double asDouble(uint64_t bits) {
  double number;
  memcpy(&number, &bits, sizeof number);
  return number;
}

static inline uint64_t asBits(double number) {
  uint64_t bits;
  memcpy(&bits, &number, sizeof bits);
  return bits;
}

static void normalsFromWords(double *restrict out, const int32_t *restrict words, int count) {
  for (int i = 0; i < count; i++) {
    const uint64_t bits = asBits((uint32_t)words[i] | 1);
    const double *cubic = normalTable + (((bits >> 48) - 1023 * 16) << 2);
    const double f = asDouble((bits & 0x0000ffffffffffff) | 0x3ff0000000000000) - 1;
    const double z = cubic[0] + f * (cubic[1] + f * (cubic[2] + f * cubic[3]));
    out[i] = asDouble(asBits(z) ^ ((uint64_t)words[i] << 63));
  }
}

void drawFactors(Run *run, int month) {
  const int paths = run->paths;
  const double *l = run->plan->factors;
  for (int stream = 0; stream < (run->plan->hasBonds ? 4 : 3); stream++) {
    threefryWords(run->words, run->plan->seed, 0, 0, 0, run->firstPath >> 2, (paths + 3) >> 2, month, stream);
    normalsFromWords(run->factors[stream], run->words, paths);
  }
  double *restrict property = run->factors[0], *restrict shares = run->factors[1],
                  *restrict rates = run->factors[2], *restrict bonds = run->factors[3];
  if (run->plan->hasBonds)
    for (int p = 0; p < paths; p++)
      bonds[p] = l[6] * property[p] + l[7] * shares[p] + l[8] * rates[p] + l[9] * bonds[p];
  for (int p = 0; p < paths; p++) {
    const double a = property[p], b = shares[p];
    property[p] = l[0] * a;
    shares[p] = l[1] * a + l[2] * b;
    rates[p] = l[3] * a + l[4] * b + l[5] * rates[p];
  }
}

void moveRates(Run *run) {
  double *restrict shift = run->rateShift;
  const double *restrict factor = run->factors[2];
  for (int p = 0; p < run->paths; p++)
    shift[p] = run->plan->ratePersistence * shift[p] + run->plan->rateStep * factor[p];
}

static void applyGrowth(double *restrict value, int paths, const double *restrict factor,
                        const double *restrict normals, double drift, double shared, double own) {
  for (int p = 0; p < paths; p++) {
    double x = drift + shared * factor[p] + own * normals[p];
    if (x > 44) x = 44;
    if (x < -44) x = -44;
    const double k = x * 46.16624130844683 + 6755399441055744.0 - 6755399441055744.0;
    const double r = x - k * 0.021660849392446835 - k * 5.145609244655338e-14;
    const double power = powersOfTwo[(int)k + 2048];
    value[p] *= power + power * (r + r * r * (1.0 / 2 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120)))));
  }
}

static int isMoved(const Plan *plan, int i) { return plan->ownVolatility[i] != 0 || plan->sharedVolatility[i] != 0; }

static void growSteadily(Run *run, int i) {
  double *restrict value = run->value + (long)i * run->paths;
  const double growth = run->plan->growth[i];
  for (int p = 0; p < run->paths; p++) value[p] *= growth;
}

static void drawNormals(Run *run, int i, int month) {
  const Plan *plan = run->plan;
  if (plan->ownVolatility[i] == 0) return;
  threefryWords(run->words, plan->seed, plan->key1[i], plan->key2[i], plan->key3[i], run->firstPath >> 2,
                (run->paths + 3) >> 2, month, 0);
  normalsFromWords(run->normals, run->words, run->paths);
}

void growPortfolio(Run *run, int i, int month) {
  const Plan *plan = run->plan;
  if (!isMoved(plan, i)) return growSteadily(run, i);
  drawNormals(run, i, month);
  applyGrowth(run->value + (long)i * run->paths, run->paths, run->factors[plan->market[i]], run->normals, plan->drift[i],
              plan->sharedVolatility[i], plan->ownVolatility[i]);
}

void growProperty(Run *run, int i, int month) {
  const Plan *plan = run->plan;
  if (!isMoved(plan, i)) return growSteadily(run, i);
  drawNormals(run, i, month);
  double *restrict logGrowth = run->logGrowth + (long)i * run->paths;
  double *restrict value = run->value + (long)i * run->paths;
  const double *restrict factor = run->factors[0], *restrict normals = run->normals;
  const double drift = plan->drift[i], shared = plan->sharedVolatility[i], own = plan->ownVolatility[i];
  for (int p = 0; p < run->paths; p++) logGrowth[p] += drift + shared * factor[p] + own * normals[p];
  if (month % 12 != 11 && month != plan->last[i] && month + 1 != plan->indexedFrom) return;
  for (int p = 0; p < run->paths; p++) {
    const double x = logGrowth[p];
    const double k = x * 46.16624130844683 + 6755399441055744.0 - 6755399441055744.0;
    const double r = x - k * 0.021660849392446835 - k * 5.145609244655338e-14;
    const double power = powersOfTwo[(int)k + 2048];
    value[p] *= power + power * (r + r * r * (1.0 / 2 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120)))));
    logGrowth[p] = 0;
  }
}

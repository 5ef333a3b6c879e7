/* engine/run.ts, engine/run-block.ts, engine/month.ts, engine/tax-year.ts, engine/record.ts, tax/settle-year.ts, tax/year-of-law.ts, tax/schedule.ts */
#include <stdlib.h>
#include <string.h>

#include "engine.h"

Run *createRun(const Plan *plan, int paths) {
  Run *run = calloc(1, sizeof(Run));
  run->plan = plan;
  run->paths = paths;
  const size_t all = (size_t)plan->count * paths;
  run->value = calloc(all, 8);
  run->debt = calloc(all, 8);
  run->scheduled = calloc(all, 8);
  run->costBase = calloc(all, 8);
  run->realCost = calloc(all, 8);
  run->deferred = calloc(all, 8);
  run->ownershipCosts = calloc(all, 8);
  run->logGrowth = calloc(all, 8);
  run->householdOffset = calloc(all, 8);
  run->words = calloc(paths + 4, 4);
  for (int c = 0; c < 4; c++) run->factors[c] = calloc(paths, 8);
#define X(name) run->name = calloc(plan->count, 8);
  INSTANCE_SUMS(X) TAXED_SUMS(X) PER_INSTANCE(X)
#undef X
#define X(name) run->name = calloc(paths, 8);
  YEARLY_FLOWS(X) PER_PATH(X)
#undef X
#define X(name) run->open_##name = calloc(paths, 8);
  SHARED_FLOWS(X) GAINS(X) CARRIED_LOSSES(X)
#undef X
  return run;
}

static void beginYear(Run *run) {
#define X(name) memset(run->name, 0, 8 * (size_t)run->paths);
  YEARLY_FLOWS(X)
#undef X
#define X(name) memset(run->name, 0, 8 * (size_t)run->plan->count);
  INSTANCE_SUMS(X)
#undef X
  run->commonIncome = run->commonExpenses = run->commonContributions = 0;
  run->commonWithdrawals = run->commonDrawn = run->commonWithheld = 0;
}

static int isHeldAt(const Plan *plan, int i, int point) {
  const int month = point * 12;
  return plan->first[i] < month && plan->last[i] >= month && plan->last[i] >= plan->first[i];
}

static void openAccount(Run *run) {
  const Plan *plan = run->plan;
  for (int p = 0; p < run->paths; p++) {
    run->household[p] = run->lastHousehold[p] = plan->openingHousehold;
#define X(name) run->open_##name[p] = plan->opening_##name;
    SHARED_FLOWS(X) GAINS(X) CARRIED_LOSSES(X)
#undef X
  }
  run->commonAssessable = plan->openingCommonAssessable;
  run->commonWaiting = plan->openingCommonWaiting;
  run->commonOther = plan->openingCommonOther;
  memcpy(run->sumAssessable, plan->openingAssessable, 8 * (size_t)plan->count);
  memcpy(run->sumGains, plan->openingGains, 8 * (size_t)plan->count);
  memcpy(run->sumCredits, plan->openingCredits, 8 * (size_t)plan->count);
}

static void beginBlock(Run *run, int firstPath) {
  const Plan *plan = run->plan;
  const int paths = run->paths;
  const size_t all = (size_t)plan->count * paths;
  run->firstPath = firstPath;
#define X(name) memset(run->name, 0, 8 * (size_t)paths);
  PER_PATH(X)
#undef X
  memset(run->value, 0, 8 * all);
  memset(run->debt, 0, 8 * all);
  memset(run->scheduled, 0, 8 * all);
  memset(run->costBase, 0, 8 * all);
  memset(run->realCost, 0, 8 * all);
  memset(run->deferred, 0, 8 * all);
  memset(run->ownershipCosts, 0, 8 * all);
  memset(run->logGrowth, 0, 8 * all);
  memset(run->householdOffset, 0, 8 * all);
  openAccount(run);
  for (int i = 0; i < plan->count; i++) {
    if (!isHeldAt(plan, i, 0)) continue;
    takeOn(run, i);
    for (int p = 0; p < paths; p++) run->lastDebt[p] += plan->openingDebt[i];
  }
  beginYear(run);
}

static double amountOn(const Schedule *schedule, double income) {
  double amount = schedule->start;
  for (int k = 0; k < schedule->brackets; k++) {
    const double from = schedule->thresholds[k];
    if (income <= from) break;
    const double to = k + 1 < schedule->brackets ? schedule->thresholds[k + 1] : income;
    amount += ((income < to ? income : to) - from) * schedule->rates[k];
  }
  return amount;
}

static double taxOn(const YearOfLaw *law, double income, double extra) {
  const double tax = amountOn(&law->table, income) + extra;
  return (tax > 0 ? tax : 0) + amountOn(&law->levy, income);
}

/* Lowers an amount by losses, as far as both go. */
static void lower(double *amount, double *losses) {
  const double used = *losses < *amount ? *losses : *amount;
  *amount -= used;
  *losses -= used;
}

static void settleYear(Run *run, int year) {
  const Plan *plan = run->plan;
  const YearOfLaw *law = &plan->yearsOfLaw[year];
  const double other = law->otherIncome;
  const double assessable = run->commonAssessable - law->otherLoss;
  const double taxedPart = 1 - plan->discount;
  const double profit = run->commonOther > 0 ? run->commonOther : 0;
  for (int p = 0; p < run->paths; p++) {
    const double ofWaiting = run->commonWaiting - run->open_interestOfWaitingDwellings[p];
    const double ofOthers = run->commonOther - run->open_interestOfOtherDwellings[p];
    double rentalLoss = run->open_carriedRentalLoss[p] - ofWaiting;
    rentalLoss -= ofOthers > 0 ? ofOthers : 0;
    if (rentalLoss < 0) rentalLoss = 0;
    const double kept = rentalLoss - run->open_carriedRentalLoss[p];
    double losses = run->open_carriedCapitalLoss[p] + run->open_capitalLoss[p];
    double full = run->open_gainFull[p], discounted = run->open_gainDiscounted[p];
    double deferredHome = run->open_gainDeferredHome[p], indexed = run->open_gainIndexed[p];
    double indexedHome = run->open_gainIndexedHome[p], discountedHome = run->open_gainDiscountedHome[p];
    lower(&full, &losses);
    lower(&discounted, &losses);
    lower(&deferredHome, &losses);
    lower(&indexed, &losses);
    lower(&indexedHome, &losses);
    lower(&discountedHome, &losses);
    run->open_carriedCapitalLoss[p] = losses;
    lower(&deferredHome, &rentalLoss);
    lower(&indexedHome, &rentalLoss);
    lower(&discountedHome, &rentalLoss);
    run->open_carriedRentalLoss[p] = rentalLoss;
    const double taxedAtLeast = indexed + indexedHome;
    double gain = full + (discounted + deferredHome + discountedHome) * taxedPart + taxedAtLeast;
    if (plan->taxesGainsApart) gain = gain > law->gainsAllowance ? gain - law->gainsAllowance : 0;
    run->netGain[p] = gain;
    const double credited = plan->interestCreditRate > 0 ? run->open_interestOfOtherDwellings[p] : 0;
    run->rentalLossKept[p] = kept;
    const double net = assessable + run->open_incomePaid[p] + run->open_incomeKept[p] +
                       run->open_dividends[p] + run->open_householdEarned[p] - run->open_interestDeducted[p] -
                       run->open_interestOfWaitingDwellings[p] - run->open_interestOfOtherDwellings[p] + credited +
                       run->open_frankingCredits[p] + kept + (plan->taxesGainsApart ? 0 : gain);
    const double reach = plan->carriesLossesForward ? 0 : other;
    const double remaining = reach + net - run->open_carriedLoss[p];
    const double reached = remaining > 0 ? remaining : 0;
    const double taxable = reached + (other - reach);
    run->open_carriedLoss[p] = remaining < 0 ? -remaining : 0;
    double ordinary = taxable, onDividends = 0;
    if (plan->taxesDividendsApart) {
      const double dividends = run->open_dividends[p];
      ordinary = taxable - (dividends < reached ? dividends : reached);
      const double nil = (ordinary > law->dividendsFree ? ordinary : law->dividendsFree) + law->dividendAllowance;
      if (taxable > nil) onDividends = amountOn(&law->dividends, taxable) - amountOn(&law->dividends, nil);
    }
    double extra = 0;
    if (taxedAtLeast > 0) {
      const double basic = amountOn(&law->basic, taxable) - amountOn(&law->basic, taxable - taxedAtLeast);
      extra = plan->leastGainRate * taxedAtLeast - basic;
    }
    double credit = run->open_frankingCredits[p];
    if (plan->interestCreditRate > 0) {
      const double interest = credited + run->open_carriedInterest[p];
      const double above = ordinary > law->taxFree ? ordinary - law->taxFree : 0;
      const double most = above < profit ? above : profit;
      const double counted = interest < most ? interest : most;
      run->open_carriedInterest[p] = interest - counted;
      credit += plan->interestCreditRate * counted;
    }
    const double onGain =
        plan->taxesGainsApart ? amountOn(&law->gains, taxable + gain) - amountOn(&law->gains, taxable) : 0;
    run->yearsTax[p] = taxOn(law, ordinary, extra > 0 ? extra : 0) + onDividends + onGain - credit - law->taxOnOther;
    run->household[p] -= run->yearsTax[p];
  }
}

static int taxYearOf(const Plan *plan, int month) {
  const int after = month - plan->firstTaxYearEnd;
  return after > 0 ? (after + 11) / 12 : -(-after / 12);
}

static void handOver(Run *run) {
  for (int p = 0; p < run->paths; p++) {
#define X(name) run->open_##name[p] += run->name[p];
    SHARED_FLOWS(X)
#undef X
  }
}

static void settle(Run *run, int month) {
  handOver(run);
  settleYear(run, taxYearOf(run->plan, month));
  for (int p = 0; p < run->paths; p++) run->tax[p] += run->yearsTax[p];
}

static void beginTaxYear(Run *run) {
  for (int p = 0; p < run->paths; p++) {
#define X(name) run->open_##name[p] = 0;
    GAINS(X)
#undef X
#define X(name) run->open_##name[p] = -run->name[p];
    SHARED_FLOWS(X)
#undef X
  }
#define X(name) memset(run->name, 0, 8 * (size_t)run->plan->count);
  TAXED_SUMS(X)
#undef X
  run->commonAssessable = run->commonWaiting = run->commonOther = 0;
}

static double addBalance(const double *restrict balance, int paths, double *restrict to) {
  double total = 0;
  for (int p = 0; p < paths; p++) {
    to[p] += balance[p];
    total += balance[p];
  }
  return total;
}

static void record(Run *run, Block *result, int point) {
  const Plan *plan = run->plan;
  const int paths = run->paths, points = result->points;
  double *row[ROWS];
  for (int r = 0; r < ROWS; r++) row[r] = result->totals + ((long)r * points + point) * paths;
  double offsets = 0;
  for (int i = 0; i < plan->count; i++) {
    const int kind = plan->kind[i];
    if (kind != LOAN && kind != CASH_FLOW) {
      run->sumValue[i] = addBalance(run->value + (long)i * paths, paths, row[kind]);
      if (plan->offset[i] > 0 && isHeldAt(plan, i, point)) offsets += plan->offset[i];
    }
    if (kind == LOAN || kind == PROPERTY)
      run->sumDebt[i] = addBalance(run->debt + (long)i * paths, paths, row[3]);
    int s = 0;
#define X(name) result->instances[((long)s++ * points + point) * plan->count + i] = run->name[i];
    INSTANCE_SUMS(X)
#undef X
  }
  double earned = 0, charged = 0;
  for (int p = 0; p < paths; p++) {
    row[2][p] += offsets;
    const double owed = row[3][p];
    const double account = run->household[p];
    const double flow = account - run->lastHousehold[p];
    row[4][p] = account;
    row[5][p] = row[0][p] + row[1][p] + row[2][p] + account - owed;
    row[6][p] = run->commonIncome + run->incomePaid[p] + run->incomeKept[p] + run->dividends[p] + run->householdEarned[p];
    row[7][p] = run->commonExpenses + run->sellingCosts[p];
    row[8][p] = run->interestDeducted[p] + run->interestOfWaitingDwellings[p] +
                run->interestOfOtherDwellings[p] + run->interestPrivate[p] + run->householdCharged[p];
    row[9][p] = run->lastDebt[p] + run->commonDrawn - owed;
    row[10][p] = run->commonContributions;
    row[11][p] = run->commonWithdrawals + run->withdrawals[p];
    row[12][p] = run->tax[p] + run->commonWithheld;
    row[13][p] = flow;
    run->cumulative[p] += flow;
    row[14][p] = run->cumulative[p];
    row[15][p] = run->deficit[p];
    run->lastHousehold[p] = account;
    run->lastDebt[p] = owed;
    earned += run->householdEarned[p];
    charged += run->householdCharged[p];
  }
  result->household[point] = earned;
  result->household[points + point] = charged;
}

static double sumOf(const double *values, int paths) {
  double sum = 0;
  for (int p = 0; p < paths; p++) sum += values[p];
  return sum;
}

static void recordTaxYear(const Run *run, Block *result, int month) {
  const Plan *plan = run->plan;
  const int points = result->points, number = taxYearOf(plan, month) - taxYearOf(plan, 0);
  int s = 0;
#define X(name)                                                                                              \
  memcpy(result->taxed + ((long)s++ * points + number) * plan->count, run->name, 8 * (size_t)plan->count);
  TAXED_SUMS(X)
#undef X
  result->taxYears[number] = sumOf(run->open_householdEarned, run->paths);
  result->taxYears[points + number] = sumOf(run->netGain, run->paths);
  result->taxYears[2 * points + number] = sumOf(run->yearsTax, run->paths);
  result->taxYears[3 * points + number] = sumOf(run->rentalLossKept, run->paths);
}

static int comesBefore(const Plan *plan, int a, int b, int month) {
  const double rateA = rateIn(plan, a, month), rateB = rateIn(plan, b, month);
  return rateA != rateB ? rateA > rateB : plan->taxed[a] != plan->taxed[b] ? plan->taxed[a] < plan->taxed[b] : a < b;
}

/* engine/household-offset.ts */
static void offsetLoans(Run *run, int month) {
  const Plan *plan = run->plan;
  int last = -1;
  memset(run->offsetInAll, 0, 8 * (size_t)run->paths);
  for (;;) {
    int next = -1;
    for (int i = 0; i < plan->count; i++)
      if (plan->usesHousehold[i] && (last < 0 || comesBefore(plan, last, i, month)) &&
          (next < 0 || comesBefore(plan, i, next, month)))
        next = i;
    if (next < 0) return;
    const long base = (long)next * run->paths;
    for (int p = 0; p < run->paths; p++) {
      const double owed = run->debt[base + p] - plan->offset[next], left = run->household[p] - run->offsetInAll[p];
      const double stands = owed > 0 && left > 0 ? (owed < left ? owed : left) : 0;
      run->householdOffset[base + p] = stands;
      run->offsetInAll[p] += stands;
    }
    last = next;
  }
}

static void householdInterest(Run *run, double outlay, int month) {
  const Plan *plan = run->plan;
  const double creditFloor = plan->creditRate < 0 ? plan->creditRate : 0;
  for (int p = 0; p < run->paths; p++) run->household[p] -= outlay;
  int offsetting = 0;
  for (int i = 0; i < plan->count; i++) offsetting |= plan->usesHousehold[i];
  if (offsetting) offsetLoans(run, month);
  for (int p = 0; p < run->paths; p++) {
    const double balance = run->household[p] - run->offsetInAll[p];
    const double rate = (balance >= 0 ? plan->creditRate : plan->deficitRate) + run->rateShift[p];
    const double floor = balance >= 0 ? creditFloor : 0;
    const double interest = balance * (rate > floor ? rate : floor);
    run->cashFlow[p] = interest;
    if (balance >= 0)
      run->householdEarned[p] += interest;
    else
      run->householdCharged[p] -= interest;
  }
}

static void noteDeficit(Run *run) {
  for (int p = 0; p < run->paths; p++)
    if (-run->household[p] > run->deficit[p]) run->deficit[p] = -run->household[p];
}

static void stepMonth(Run *run, int month) {
  const Plan *plan = run->plan;
  run->withheldShare = plan->yearsOfLaw[taxYearOf(plan, month)].withheldShare;
  drawFactors(run, month);
  double outlay = 0;
  for (int i = 0; i < plan->count; i++) outlay += beginMonth(run, i, month);
  householdInterest(run, outlay, month);
  run->monthFlow = 0;
  for (int i = 0; i < plan->count; i++) stepInstance(run, i, month);
  for (int p = 0; p < run->paths; p++) run->household[p] += run->cashFlow[p] + run->monthFlow;
  moveRates(run);
}

Block runBlock(Run *run, int firstPath) {
  const Plan *plan = run->plan;
  const int months = 12 * plan->years;
  Block result = {run->paths, plan->years + 1, 0, 0, 0, 0, 0};
  result.totals = calloc((size_t)ROWS * result.points * run->paths, 8);
  result.instances = calloc((size_t)SUMS * result.points * plan->count, 8);
  result.household = calloc((size_t)2 * result.points, 8);
  result.taxed = calloc((size_t)TAX_SUMS * result.points * plan->count, 8);
  result.taxYears = calloc((size_t)4 * result.points, 8);
  beginBlock(run, firstPath);
  record(run, &result, 0);
  for (int month = 0; month < months; month++) {
    stepMonth(run, month);
    if ((month - plan->firstTaxYearEnd) % 12 == 0 || month == months - 1) {
      settle(run, month);
      recordTaxYear(run, &result, month);
      beginTaxYear(run);
    }
    noteDeficit(run);
    if (month % 12 == 11) {
      record(run, &result, (month + 1) / 12);
      handOver(run);
      beginYear(run);
    }
  }
  return result;
}

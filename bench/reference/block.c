/* engine/run.ts, engine/run-block.ts, engine/record.ts, tax/settle-year.ts, tax/year-of-law.ts, tax/schedule.ts */
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
  run->logGrowth = calloc(all, 8);
  run->words = calloc(paths + 4, 4);
  for (int c = 0; c < 3; c++) run->factors[c] = calloc(paths, 8);
#define X(name) run->name = calloc(plan->count, 8);
  INSTANCE_SUMS(X) PER_INSTANCE(X)
#undef X
#define X(name) run->name = calloc(paths, 8);
  YEARLY_FLOWS(X) PER_PATH(X)
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
  run->commonIncome = run->commonExpenses = run->commonAssessable = run->commonContributions = 0;
  run->commonWithdrawals = run->commonDrawn = run->commonSurplus = 0;
}

static void beginBlock(Run *run, int firstPath) {
  const Plan *plan = run->plan;
  const int paths = run->paths;
  run->firstPath = firstPath;
#define X(name) memset(run->name, 0, 8 * (size_t)paths);
  PER_PATH(X)
#undef X
  for (int p = 0; p < paths; p++) run->household[p] = run->lastHousehold[p] = plan->openingHousehold;
  for (int i = 0; i < plan->count; i++) {
    const int held = plan->first[i] == 0 && plan->last[i] >= 0;
    for (int p = 0; p < paths; p++) {
      const long at = (long)i * paths + p;
      run->value[at] = held ? plan->openingValue[i] : 0;
      run->debt[at] = held ? plan->openingDebt[i] : 0;
      run->scheduled[at] = held ? plan->openingScheduled[i] : 0;
      run->costBase[at] = held ? plan->openingCostBase[i] : 0;
      run->logGrowth[at] = 0;
      if (held) run->lastDebt[p] += plan->openingDebt[i];
    }
    run->rent[i] = plan->openingRent[i];
    run->expense[i] = plan->openingExpense[i];
    run->contribution[i] = plan->openingContribution[i];
    run->withdrawal[i] = plan->openingWithdrawal[i];
    run->building[i] = plan->openingBuilding[i];
    run->plant[i] = plan->openingPlant[i];
    run->plantMonthly[i] = plan->openingPlantMonthly[i];
    run->claimed[i] = plan->openingClaimed[i];
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

static double taxOn(const YearOfLaw *law, double income) {
  const double tax = amountOn(&law->table, income);
  return (tax > 0 ? tax : 0) + amountOn(&law->levy, income);
}

static void settleYear(Run *run, int year) {
  const Plan *plan = run->plan;
  const YearOfLaw *law = &plan->yearsOfLaw[year];
  const double other = law->otherIncome;
  const double taxedPart = 1 - plan->discount;
  for (int p = 0; p < run->paths; p++) {
    double losses = run->carriedCapitalLoss[p] + run->capitalLoss[p];
    double full = run->gainFull[p];
    double discounted = run->gainDiscounted[p];
    const double fromFull = losses < full ? losses : full;
    full -= fromFull;
    losses -= fromFull;
    const double fromDiscounted = losses < discounted ? losses : discounted;
    discounted -= fromDiscounted;
    run->carriedCapitalLoss[p] = losses - fromDiscounted;
    run->netGain[p] = full + discounted * taxedPart;
    const double net = run->commonAssessable + run->incomePaid[p] + run->incomeKept[p] +
                       run->householdEarned[p] - run->interestDeducted[p] + full + discounted * taxedPart;
    const double reach = plan->carriesLossesForward ? 0 : other;
    const double remaining = reach + net - run->carriedLoss[p];
    const double taxable = (remaining > 0 ? remaining : 0) + (other - reach);
    run->carriedLoss[p] = remaining < 0 ? -remaining : 0;
    run->tax[p] = taxOn(law, taxable) - law->taxOnOther;
    run->household[p] -= run->tax[p];
  }
}

static int isHeldAt(const Plan *plan, int i, int point) {
  const int month = point * 12;
  return (plan->first[i] == 0 || plan->first[i] < month) && plan->last[i] >= month &&
         plan->last[i] >= plan->first[i];
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
    if (kind != LOAN) {
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
  double earned = 0, charged = 0, netGain = 0;
  for (int p = 0; p < paths; p++) {
    row[2][p] += offsets;
    const double owed = row[3][p];
    const double account = run->household[p];
    const double flow = account - run->lastHousehold[p];
    row[4][p] = account;
    row[5][p] = row[0][p] + row[1][p] + row[2][p] + account - owed;
    row[6][p] = run->commonIncome + run->incomePaid[p] + run->incomeKept[p] + run->householdEarned[p];
    row[7][p] = run->commonExpenses + run->sellingCosts[p];
    row[8][p] = run->interestDeducted[p] + run->interestPrivate[p] + run->householdCharged[p];
    row[9][p] = run->lastDebt[p] + run->commonDrawn - owed;
    row[10][p] = run->commonContributions;
    row[11][p] = run->commonWithdrawals + run->withdrawals[p];
    row[12][p] = run->tax[p];
    row[13][p] = flow;
    run->cumulative[p] += flow;
    row[14][p] = run->cumulative[p];
    row[15][p] = run->deficit[p];
    run->lastHousehold[p] = account;
    run->lastDebt[p] = owed;
    earned += run->householdEarned[p];
    charged += run->householdCharged[p];
    netGain += run->netGain[p];
  }
  result->household[point] = earned;
  result->household[points + point] = charged;
  result->household[2 * points + point] = netGain;
}

static void householdInterest(Run *run, double outlay) {
  const Plan *plan = run->plan;
  const double surplusFloor = plan->surplusRate < 0 ? plan->surplusRate : 0;
  for (int p = 0; p < run->paths; p++) {
    const double balance = run->household[p] - outlay;
    const double rate = (balance >= 0 ? plan->surplusRate : plan->deficitRate) + run->rateShift[p];
    const double floor = balance >= 0 ? surplusFloor : 0;
    const double interest = balance * (rate > floor ? rate : floor);
    run->household[p] = balance;
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

static void stepMonth(Run *run, int month, double surplus) {
  const Plan *plan = run->plan;
  drawFactors(run, month);
  double outlay = 0;
  for (int i = 0; i < plan->count; i++)
    if (plan->first[i] == month && month > 0 && plan->last[i] >= month) outlay += purchase(run, i);
  householdInterest(run, outlay);
  run->commonSurplus += surplus;
  run->monthFlow = surplus;
  for (int i = 0; i < plan->count; i++) stepInstance(run, i, month);
  for (int p = 0; p < run->paths; p++) run->household[p] += run->cashFlow[p] + run->monthFlow;
  moveRates(run);
}

Block runBlock(Run *run, int firstPath) {
  const Plan *plan = run->plan;
  Block result = {run->paths, plan->years + 1, 0, 0, 0};
  result.totals = calloc((size_t)ROWS * result.points * run->paths, 8);
  result.instances = calloc((size_t)SUMS * result.points * plan->count, 8);
  result.household = calloc((size_t)3 * result.points, 8);
  beginBlock(run, firstPath);
  record(run, &result, 0);
  double surplus = plan->surplus;
  for (int year = 0; year < plan->years; year++) {
    beginYear(run);
    for (int month = year * 12; month < year * 12 + 12; month++) {
      stepMonth(run, month, surplus);
      if (month < year * 12 + 11) noteDeficit(run);
    }
    settleYear(run, year);
    noteDeficit(run);
    record(run, &result, year + 1);
    surplus *= plan->inflationGrowth;
  }
  return result;
}

/* engine/realise.ts, tax/gains.ts, engine/step.ts, engine/hold.ts, engine/repay.ts, engine/level-payment.ts, engine/withdraw.ts, engine/trade.ts */
#include "engine.h"

static double shareOf(double rate, double y) {
  const double k = y * 46.16624130844683 + 6755399441055744.0 - 6755399441055744.0;
  const double r = y - k * 0.021660849392446835 - k * 5.145609244655338e-14;
  const double power = powersOfTwo[(int)k + 2048];
  return rate / (power - 1 + power * (r + r * r * (1.0 / 2 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120))))));
}

static double unusualShare(double rate, double shortSeries, double n) {
  double y = shortSeries;
  if (rate >= 0.02) {
    const double s = rate / (2 + rate);
    const double q = s * s;
    y = n * (2 * s *
             (1 + q * (1.0 / 3 +
                       q * (1.0 / 5 + q * (1.0 / 7 + q * (1.0 / 9 + q * (1.0 / 11 + q * (1.0 / 13))))))));
  }
  if (y < 1e-5) return (1 - rate * ((n - 1) / 2 - (rate * (n * n - 1)) / 12)) / n;
  return shareOf(rate, y > 44 ? 44 : y);
}

/* In two loops, as the engine: gcc calculates two logarithms at once in the first. */
static void repaidShares(double *restrict shares, const double *restrict rates, int count, int payments) {
  const double n = payments;
  for (int p = 0; p < count; p++) {
    const double rate = rates[p];
    const double upper = 1.0 / 5 - rate * (1.0 / 6 - rate * (1.0 / 7 - rate * (1.0 / 8 - rate * (1.0 / 9))));
    shares[p] = n * (rate * (1 - rate * (1.0 / 2 - rate * (1.0 / 3 - rate * (1.0 / 4 - rate * upper)))));
  }
  for (int p = 0; p < count; p++) {
    const double rate = rates[p], y = shares[p];
    shares[p] = rate < 0.02 && y >= 1e-5 && y <= 44 ? shareOf(rate, y) : unusualShare(rate, y, n);
  }
}

static void steadyTerms(Run *run, double rate, int paymentsLeft, int interestOnly) {
  double share = paymentsLeft == 1 ? 1 : 0;
  if (paymentsLeft > 1 && !interestOnly) repaidShares(&share, &rate, 1, paymentsLeft);
  for (int p = 0; p < run->paths; p++) {
    run->rates[p] = rate;
    run->shares[p] = share;
  }
}

static void movingTerms(Run *run, double rate, int paymentsLeft, int interestOnly) {
  double *restrict rates = run->rates;
  const double *restrict shift = run->rateShift;
  for (int p = 0; p < run->paths; p++) {
    const double moved = rate + shift[p];
    rates[p] = moved > 0 ? moved : 0;
  }
  if (paymentsLeft > 1 && !interestOnly)
    repaidShares(run->shares, rates, run->paths, paymentsLeft);
  else
    for (int p = 0; p < run->paths; p++) run->shares[p] = paymentsLeft == 1 ? 1 : 0;
}

static double payOnSchedule(Run *run, double *restrict debt, double *restrict interestTo) {
  double *restrict cashFlow = run->cashFlow;
  const double *restrict rates = run->rates, *restrict shares = run->shares;
  double total = 0;
  for (int p = 0; p < run->paths; p++) {
    const double balance = debt[p];
    const double interest = balance * rates[p];
    const double principal = balance * shares[p];
    debt[p] = balance - principal;
    interestTo[p] += interest;
    cashFlow[p] -= interest + principal;
    total += interest;
  }
  return total;
}

static double payBesideSchedule(Run *run, double *restrict debt, double *restrict scheduled,
                                double *restrict interestTo, const double *restrict offsets, double extra, int paymentsLeft) {
  double *restrict cashFlow = run->cashFlow;
  const double *restrict rates = run->rates, *restrict shares = run->shares;
  double total = 0;
  for (int p = 0; p < run->paths; p++) {
    const double balance = debt[p], schedule = scheduled[p], rate = rates[p], share = shares[p], offset = offsets[p];
    const double interest = balance > offset ? (balance - offset) * rate : 0;
    const double due = share > 0 ? schedule * (share + rate) - interest : 0;
    const double payment = due + extra;
    const double principal = payment < balance && paymentsLeft > 1 ? payment : balance;
    scheduled[p] = schedule - schedule * share;
    debt[p] = balance - principal;
    interestTo[p] += interest;
    cashFlow[p] -= interest + principal;
    total += interest;
  }
  return total;
}

static double *interestOf(Run *run, int i, int month) {
  const Plan *plan = run->plan;
  if (!plan->taxed[i]) return run->interestPrivate;
  if (plan->dwelling[i] < 0 || month < plan->rentalLossesFrom) return run->interestDeducted;
  return plan->lossesWait[i] ? run->interestOfWaitingDwellings : run->interestOfOtherDwellings;
}

double rateIn(const Plan *plan, int i, int month) {
  if (month < plan->fixedUntil[i]) return plan->fixedRate[i];
  return month >= plan->refinancedAt[i] ? plan->refinancedRate[i] : plan->rate[i];
}

static double lumpSumIn(const Plan *plan, int i, int month) {
  const int since = month - plan->lumpSumAt[i];
  return since == 0 || (plan->lumpSumYearly[i] && since > 0 && since % 12 == 0) ? plan->lumpSum[i] : 0;
}

static const double *offsetsOf(Run *run, int i) {
  const Plan *plan = run->plan;
  const double separate = plan->offset[i], *restrict ofHousehold = run->householdOffset + (long)i * run->paths;
  double *restrict offsets = run->offsets;
  for (int p = 0; p < run->paths; p++) offsets[p] = plan->usesHousehold[i] ? separate + ofHousehold[p] : separate;
  return offsets;
}

static void joinInterest(Run *run, int i, const double *offsets) {
  const long base = (long)i * run->paths, to = (long)run->plan->dwelling[i] * run->paths;
  for (int p = 0; p < run->paths; p++) {
    const double owed = run->debt[base + p] - (offsets ? offsets[p] : 0);
    if (owed > 0) run->ownershipCosts[to + p] += owed * run->rates[p];
  }
}

static void repay(Run *run, int i, int month) {
  const Plan *plan = run->plan;
  const long base = (long)i * run->paths;
  const int isRefinanced = month >= plan->refinancedAt[i];
  const int paymentsLeft = (isRefinanced ? plan->refinancedTermEnd[i] : plan->termEnd[i]) - month;
  if (paymentsLeft <= 0) return;
  const int isFixed = month < plan->fixedUntil[i];
  const double rate = rateIn(plan, i, month);
  const int interestOnly = month < plan->interestOnlyUntil[i];
  if (!isFixed && plan->rateStep > 0)
    movingTerms(run, rate, paymentsLeft, interestOnly);
  else
    steadyTerms(run, rate, paymentsLeft, interestOnly);
  const double *offsets = plan->hasSchedule[i] ? offsetsOf(run, i) : 0;
  if (plan->costsJoin[i]) joinInterest(run, i, offsets);
  double *interestTo = interestOf(run, i, month);
  const double interest =
      offsets ? payBesideSchedule(run, run->debt + base, run->scheduled + base, interestTo, offsets,
                                  plan->extraPayment[i] + lumpSumIn(plan, i, month), paymentsLeft)
          : payOnSchedule(run, run->debt + base, interestTo);
  run->sumInterest[i] += interest;
  const int isCredited = plan->interestCreditRate > 0 && plan->dwelling[i] >= 0;
  if (plan->taxed[i] && !isCredited) run->sumAssessable[i] -= interest;
}

/* How the law sees a sale: split, or the discount kept while others are indexed, or as it was before. */
enum { PLAIN, SPLIT, KEPT };

typedef struct {
  int isDwelling, isLong, regime;
  double taxedPart;
} Sale;

static Sale saleOf(const Run *run, int i, int month) {
  const Plan *plan = run->plan;
  const int regime = month < plan->indexedFrom ? PLAIN : plan->keepsDiscount[i] ? KEPT : SPLIT;
  return (Sale){plan->kind[i] == PROPERTY, month + 1 - plan->acquired[i] > 12, regime, 1 - plan->discount};
}

static double costOf(double proceeds, double cost, double ownershipCosts) {
  const double raised = cost + ownershipCosts;
  if (raised <= proceeds) return raised;
  return cost < proceeds ? proceeds : cost;
}

static double note(Run *run, double *gains, int p, double amount, double taxedPart) {
  if (amount <= 0) {
    run->open_capitalLoss[p] -= amount;
    return 0;
  }
  gains[p] += amount;
  return amount * taxedPart;
}

static double noteSale(Run *run, Sale sale, int p, double proceeds, double cost, double indexedCost,
                       double deferred) {
  const double part = sale.taxedPart;
  if (!sale.isLong && sale.regime != SPLIT) return note(run, run->open_gainFull, p, proceeds - cost, 1);
  if (sale.regime == PLAIN) return note(run, run->open_gainDiscounted, p, proceeds - cost, part);
  if (sale.regime == KEPT) return note(run, run->open_gainDiscountedHome, p, proceeds - cost, part);
  double *discounted = sale.isDwelling ? run->open_gainDeferredHome : run->open_gainDiscounted;
  const double ofDeferred =
      note(run, sale.isLong ? discounted : run->open_gainFull, p, deferred, sale.isLong ? part : 1);
  const double base = sale.isLong ? indexedCost : cost;
  const double gain = proceeds > base ? proceeds - base : proceeds < cost ? proceeds - cost : 0;
  return ofDeferred + note(run, sale.isDwelling ? run->open_gainIndexedHome : run->open_gainIndexed, p, gain, 1);
}

static int isSplitIn(const Run *run, int i, int month) {
  const Plan *plan = run->plan;
  return month == plan->indexedFrom && plan->acquired[i] < month && plan->origin[i] <= month &&
         plan->tracksCost[i] &&
         !plan->keepsDiscount[i];
}

static void splitGain(Run *run, int i) {
  const long base = (long)i * run->paths;
  for (long at = base; at < base + run->paths; at++) {
    const double worth = run->value[at];
    run->deferred[at] = worth - costOf(worth, run->costBase[at] - run->claimed[i], run->ownershipCosts[at]);
    run->ownershipCosts[at] = 0;
    run->costBase[at] = worth;
    run->realCost[at] = worth;
  }
  run->claimed[i] = 0;
}

static void withdraw(Run *run, int i, int month) {
  const double wanted = run->withdrawal[i];
  if (wanted == 0 || month < run->plan->firstWithdrawal[i]) return;
  double *value = run->value + (long)i * run->paths, *costBase = run->costBase + (long)i * run->paths;
  double *realCost = run->realCost + (long)i * run->paths, *deferred = run->deferred + (long)i * run->paths;
  const int realises = run->plan->kind[i] == PORTFOLIO;
  const Sale sale = saleOf(run, i, month);
  const double index = run->plan->priceIndex[month + 1];
  double total = 0;
  for (int p = 0; p < run->paths; p++) {
    const double worth = value[p];
    const double taken = worth < wanted ? worth : wanted;
    if (taken <= 0) continue;
    value[p] = worth - taken;
    run->withdrawals[p] += taken;
    run->cashFlow[p] += taken;
    total += taken;
    if (realises) {
      const double part = taken / worth;
      const double cost = costBase[p] * part, real = realCost[p] * part, waiting = deferred[p] * part;
      costBase[p] -= cost;
      realCost[p] -= real;
      deferred[p] -= waiting;
      run->sumGains[i] += noteSale(run, sale, p, taken, cost, real * index, waiting);
    }
  }
  run->sumWithdrawals[i] += total;
}

static double lesser(double a, double b) { return a < b ? a : b; }

static double depreciate(Run *run, int i) {
  const double building = lesser(run->plan->buildingMonthly[i], run->building[i]);
  const double plant = lesser(run->plantMonthly[i], run->plant[i]);
  run->building[i] -= building;
  run->plant[i] -= plant;
  run->claimed[i] += building + plant;
  return building + plant;
}

static void holdProperty(Run *run, int i, int month) {
  const Plan *plan = run->plan;
  const int paths = run->paths;
  growProperty(run, i, month);
  const double rent = run->rent[i];
  const double costs = run->expense[i] + rent * plan->managementShare[i];
  run->commonIncome += rent;
  run->commonExpenses += costs;
  run->sumIncome[i] += rent * paths;
  run->sumExpenses[i] += costs * paths;
  run->monthFlow += rent - costs;
  if (plan->taxed[i]) {
    const double assessable = rent - costs - depreciate(run, i);
    run->commonAssessable += assessable;
    run->sumAssessable[i] += assessable * paths;
    if (month >= plan->rentalLossesFrom) {
      if (plan->lossesWait[i])
        run->commonWaiting += assessable;
      else
        run->commonOther += assessable;
    }
  } else if (plan->costsJoin[i]) {
    for (long at = (long)i * paths; at < (long)(i + 1) * paths; at++) run->ownershipCosts[at] += costs;
  }
  repay(run, i, month);
}

static double payIn(Run *run, int i, int month) {
  if (month > run->plan->lastContribution[i]) return 0;
  const double contribution = run->contribution[i];
  run->commonContributions += contribution;
  run->sumContributions[i] += contribution * run->paths;
  run->monthFlow -= contribution;
  return contribution;
}

static double deflatorOf(const Run *run, int month) {
  return month < run->plan->indexedFrom ? 0 : 1 / run->plan->priceIndex[month + 1];
}

static double reinvest(Run *run, int i, int month, double contribution) {
  double *restrict value = run->value + (long)i * run->paths;
  double *restrict costBase = run->costBase + (long)i * run->paths;
  double *restrict realCost = run->realCost + (long)i * run->paths;
  double *restrict kept = run->plan->paysDividends[i] ? run->dividends : run->incomeKept;
  const double deflator = deflatorOf(run, month);
  const double incomeShare = run->plan->incomeShare[i], fee = run->plan->feeFactor[i],
               creditShare = run->plan->creditShare[i];
  double *restrict credits = run->open_frankingCredits;
  const int tracksCost = run->plan->tracksCost[i];
  double total = 0;
  for (int p = 0; p < run->paths; p++) {
    const double worth = value[p];
    const double income = worth * incomeShare;
    value[p] = worth * fee + contribution;
    kept[p] += income;
    credits[p] += income * creditShare;
    total += income;
    if (tracksCost) {
      costBase[p] += income + contribution;
      realCost[p] += (income + contribution) * deflator;
    }
  }
  return total;
}

static double payOut(Run *run, int i, int month, double contribution) {
  double *restrict value = run->value + (long)i * run->paths;
  double *restrict costBase = run->costBase + (long)i * run->paths;
  double *restrict realCost = run->realCost + (long)i * run->paths;
  const double deflator = deflatorOf(run, month);
  double *restrict paid = run->plan->paysDividends[i] ? run->dividends : run->incomePaid;
  double *restrict cashFlow = run->cashFlow;
  const double incomeShare = run->plan->incomeShare[i], fee = run->plan->feeFactor[i],
               creditShare = run->plan->creditShare[i];
  double *restrict credits = run->open_frankingCredits;
  const int tracksCost = run->plan->tracksCost[i];
  double total = 0;
  for (int p = 0; p < run->paths; p++) {
    const double worth = value[p];
    const double income = worth * incomeShare;
    value[p] = (worth - income) * fee + contribution;
    paid[p] += income;
    credits[p] += income * creditShare;
    cashFlow[p] += income;
    total += income;
    if (tracksCost) {
      costBase[p] += contribution;
      realCost[p] += contribution * deflator;
    }
  }
  return total;
}

static void holdPortfolio(Run *run, int i, int month) {
  growPortfolio(run, i, month);
  const double contribution = payIn(run, i, month);
  const double income = run->plan->reinvests[i] ? reinvest(run, i, month, contribution)
                                                 : payOut(run, i, month, contribution);
  run->sumIncome[i] += income;
  const double credits = income * run->plan->creditShare[i];
  run->sumAssessable[i] += income + credits;
  run->sumCredits[i] += credits;
  if (run->plan->reinvests[i]) run->sumReinvested[i] += income;
  withdraw(run, i, month);
}

static void holdCash(Run *run, int i, int month) {
  const double contribution = payIn(run, i, month);
  const double rate = run->plan->rate[i], floor = run->plan->rateFloor[i];
  double *restrict value = run->value + (long)i * run->paths;
  double *restrict kept = run->incomeKept;
  const double *restrict shift = run->rateShift;
  double total = 0;
  for (int p = 0; p < run->paths; p++) {
    const double moved = rate + shift[p];
    const double balance = value[p];
    const double interest = balance * (moved > floor ? moved : floor);
    value[p] = balance + interest + contribution;
    kept[p] += interest;
    total += interest;
  }
  run->sumIncome[i] += total;
  run->sumReinvested[i] += total;
  run->sumAssessable[i] += total;
  withdraw(run, i, month);
}

void takeOn(Run *run, int i) {
  const Plan *plan = run->plan;
  const long base = (long)i * run->paths;
  for (int p = 0; p < run->paths; p++) {
    run->value[base + p] = plan->openingValue[i];
    run->debt[base + p] = plan->openingDebt[i];
    run->scheduled[base + p] = plan->openingScheduled[i];
    run->costBase[base + p] = plan->openingCostBase[i];
    run->realCost[base + p] = plan->openingRealCost[i];
    run->deferred[base + p] = plan->openingDeferred[i];
    run->ownershipCosts[base + p] = plan->openingOwnershipCosts[i];
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

static double purchase(Run *run, int i) {
  const Plan *plan = run->plan;
  const int paths = run->paths;
  const double price = plan->openingValue[i], borrowed = plan->openingDebt[i], costs = plan->purchaseCosts[i];
  takeOn(run, i);
  run->commonDrawn += borrowed;
  run->sumDrawn[i] += borrowed * paths;
  if (plan->kind[i] == LOAN) {
    run->commonWithdrawals += borrowed;
    run->sumWithdrawals[i] += borrowed * paths;
    return -borrowed;
  }
  const double paid = price + plan->offset[i] - borrowed;
  run->commonContributions += paid;
  run->commonExpenses += costs;
  run->sumContributions[i] += paid * paths;
  run->sumExpenses[i] += costs * paths;
  return paid + costs;
}

static double refinance(Run *run, int i) {
  const Plan *plan = run->plan;
  const int paths = run->paths, isLevelled = plan->refinancedTermEnd[i] != plan->termEnd[i];
  const double draw = plan->refinanceDraw[i], costs = plan->refinanceCosts[i];
  run->commonWithdrawals += draw;
  run->commonExpenses += costs;
  run->commonDrawn += draw;
  run->sumWithdrawals[i] += draw * paths;
  run->sumExpenses[i] += costs * paths;
  run->sumDrawn[i] += draw * paths;
  for (long at = (long)i * paths; at < (long)(i + 1) * paths; at++) {
    run->debt[at] += draw;
    run->scheduled[at] = isLevelled ? run->debt[at] : run->scheduled[at] + draw;
  }
  return costs - draw;
}

double beginMonth(Run *run, int i, int month) {
  const Plan *plan = run->plan;
  if (plan->first[i] == month && plan->last[i] >= month) return purchase(run, i);
  if (plan->refinancedAt[i] == month && plan->first[i] < month && plan->last[i] >= month) return refinance(run, i);
  return 0;
}

static void sell(Run *run, int i, int month) {
  const Plan *plan = run->plan;
  const long base = (long)i * run->paths;
  const double costShare = plan->saleCostShare[i], offset = plan->offset[i];
  const double claimed = run->claimed[i];
  const Sale sale = saleOf(run, i, month);
  const double index = plan->priceIndex[month + 1], indexSince = index / plan->acquiredIndex[i];
  double totalPrice = 0, totalCosts = 0;
  for (int p = 0; p < run->paths; p++) {
    const double price = run->value[base + p];
    const double costs = price * costShare;
    run->withdrawals[p] += price + offset;
    run->sellingCosts[p] += costs;
    run->cashFlow[p] += price + offset - costs - run->debt[base + p];
    totalPrice += price + offset;
    totalCosts += costs;
    if (plan->tracksCost[i]) {
      const double plain = run->costBase[base + p] - claimed, owning = run->ownershipCosts[base + p];
      const double cost = costOf(price - costs, plain, owning);
      const double indexedCost =
          plan->kind[i] == PORTFOLIO ? run->realCost[base + p] * index : plain * indexSince + owning;
      run->sumGains[i] +=
          noteSale(run, sale, p, price - costs, cost, indexedCost, run->deferred[base + p]);
    }
    run->value[base + p] = 0;
    run->debt[base + p] = 0;
    run->scheduled[base + p] = 0;
    run->costBase[base + p] = 0;
    run->realCost[base + p] = 0;
    run->deferred[base + p] = 0;
    run->ownershipCosts[base + p] = 0;
  }
  run->sumWithdrawals[i] += totalPrice;
  run->sumExpenses[i] += totalCosts;
}

/* engine/flow.ts */
static void flow(Run *run, int i, int month) {
  const Plan *plan = run->plan;
  if (month < plan->firstWithdrawal[i] || month > plan->lastContribution[i]) return;
  const double received = run->rent[i], spent = run->expense[i];
  const double withheld = plan->taxed[i] ? received * run->withheldShare : 0;
  run->commonWithheld += withheld;
  run->sumIncome[i] += received * run->paths;
  run->sumExpenses[i] += spent * run->paths;
  run->sumWithheld[i] += withheld * run->paths;
  run->monthFlow += received - spent - withheld;
}

static void raiseAmounts(Run *run, int i) {
  const Plan *plan = run->plan;
  switch (plan->kind[i]) {
  case PROPERTY:
    run->rent[i] *= plan->rentGrowth[i];
    run->expense[i] *= plan->expenseGrowth[i];
    if (plan->plantDiminishes[i]) run->plantMonthly[i] = (run->plant[i] * plan->plantShare[i]) / 12;
    break;
  case PORTFOLIO:
  case CASH:
    run->contribution[i] *= plan->contributionGrowth[i];
    run->withdrawal[i] *= plan->contributionGrowth[i];
    break;
  case CASH_FLOW:
    run->rent[i] *= plan->rentGrowth[i];
    run->expense[i] *= plan->expenseGrowth[i];
    break;
  }
}

void stepInstance(Run *run, int i, int month) {
  const Plan *plan = run->plan;
  if (month < plan->first[i] || month > plan->last[i] || plan->last[i] < plan->first[i]) return;
  const int since = month - plan->origin[i];
  if (since > 0 && since % 12 == 0) raiseAmounts(run, i);
  if (isSplitIn(run, i, month)) splitGain(run, i);
  switch (plan->kind[i]) {
  case PROPERTY: holdProperty(run, i, month); break;
  case PORTFOLIO: holdPortfolio(run, i, month); break;
  case CASH: holdCash(run, i, month); break;
  case LOAN: repay(run, i, month); break;
  case CASH_FLOW: flow(run, i, month); break;
  }
  if (month == plan->last[i]) sell(run, i, month);
}

/* The algorithm of src/domain/projection in C, formula for formula, in plain loops: what the bench measures against. */
#ifndef ENGINE_H
#define ENGINE_H

#include <stdint.h>

enum { PROPERTY, PORTFOLIO, CASH, LOAN, CASH_FLOW };

/* In the order of integerFields and numberFields of compile/compiled-fields.ts. */
#define INTEGER_FIELDS(X)                                                                                    \
  X(kind) X(first) X(last) X(origin) X(acquired) X(fixedUntil) X(interestOnlyUntil) X(termEnd) X(refinancedAt) X(refinancedTermEnd)               \
  X(usesHousehold) X(lumpSumAt) X(lumpSumYearly)                                                              \
  X(lastContribution) X(firstWithdrawal) X(reinvests) X(market) X(paysDividends) X(taxed) X(hasSchedule) X(tracksCost)                  \
  X(costsJoin) X(keepsDiscount) X(dwelling) X(lossesWait) X(plantDiminishes) X(key1) X(key2) X(key3)
#define NUMBER_FIELDS(X)                                                                                     \
  X(openingValue) X(openingDebt) X(openingScheduled) X(openingCostBase) X(openingRent) X(openingExpense)     \
  X(openingContribution) X(openingWithdrawal) X(openingBuilding) X(openingPlant) X(openingPlantMonthly)      \
  X(openingClaimed) X(openingRealCost) X(openingDeferred) X(openingOwnershipCosts) X(acquiredIndex) X(openingAssessable) X(openingCredits) X(openingGains) X(purchaseCosts) X(offset) X(growth) X(drift) X(sharedVolatility)   \
  X(ownVolatility) X(rentGrowth) X(expenseGrowth) X(contributionGrowth) X(managementShare)                   \
  X(buildingMonthly) X(plantShare) X(incomeShare) X(feeFactor) X(creditShare) X(fixedRate) X(rate) X(refinancedRate) X(refinanceDraw) X(refinanceCosts) X(rateFloor)             \
  X(extraPayment) X(lumpSum) X(saleCostShare)

/* taxYearFlows and carriedLosses of tax/settle-year.ts; the first are counted by projection year too. */
#define SHARED_FLOWS(X) X(incomePaid) X(incomeKept) X(dividends) X(interestDeducted) X(interestOfWaitingDwellings)      \
  X(interestOfOtherDwellings) X(householdEarned)
#define GAINS(X)                                                                                             \
  X(gainFull) X(gainDiscounted) X(gainDeferredHome) X(gainIndexed) X(gainIndexedHome) X(gainDiscountedHome)  \
  X(capitalLoss) X(frankingCredits)
#define CARRIED_LOSSES(X) X(carriedLoss) X(carriedCapitalLoss) X(carriedRentalLoss) X(carriedInterest)

typedef struct {
  int brackets;
  double start;
  double *thresholds, *rates;
} Schedule;

typedef struct {
  double otherIncome, otherLoss, taxOnOther, withheldShare, gainsAllowance, dividendAllowance, dividendsFree, taxFree;
  Schedule basic, table, levy, gains, dividends;
} YearOfLaw;

typedef struct {
  int count, years, seed, carriesLossesForward, firstTaxYearEnd,
      indexedFrom, rentalLossesFrom, taxesGainsApart, taxesDividendsApart, hasBonds;
  double creditRate, deficitRate, inflationGrowth, discount, leastGainRate, interestCreditRate, ratePersistence, rateStep;
  double factors[10];
  double openingHousehold, openingCommonAssessable, openingCommonWaiting, openingCommonOther;
#define X(name) double opening_##name;
  SHARED_FLOWS(X) GAINS(X) CARRIED_LOSSES(X)
#undef X
  double *priceIndex;
  YearOfLaw *yearsOfLaw;
#define X(name) int32_t *name;
  INTEGER_FIELDS(X)
#undef X
#define X(name) double *name;
  NUMBER_FIELDS(X)
#undef X
} Plan;

#define INSTANCE_SUMS(X)                                                                                     \
  X(sumValue) X(sumDebt) X(sumIncome) X(sumReinvested) X(sumExpenses) X(sumInterest) X(sumContributions)     \
  X(sumWithdrawals) X(sumCovered) X(sumDrawn) X(sumWithheld) X(sumReceived)
#define TAXED_SUMS(X) X(sumAssessable) X(sumGains) X(sumCredits)
#define PER_INSTANCE(X)                                                                                      \
  X(rent) X(expense) X(contribution) X(withdrawal) X(building) X(plant) X(plantMonthly) X(claimed)
#define YEARLY_FLOWS(X)                                                                                      \
  SHARED_FLOWS(X) X(interestPrivate) X(withdrawals) X(sellingCosts) X(householdCharged) X(deficit) X(tax)
#define PER_PATH(X)                                                                                          \
  X(household) X(offsetInAll) X(offsets) X(cashFlow) X(rateShift) X(cumulative) X(lastHousehold) X(lastDebt) X(netGain) X(rentalLossKept) X(yearsTax)    \
  X(normals) X(rates) X(shares)

typedef struct {
  const Plan *plan;
  int paths, firstPath;
  double *value, *debt, *scheduled, *costBase, *realCost, *deferred, *ownershipCosts, *logGrowth, *householdOffset;
  double *factors[4];
  int32_t *words;
#define X(name) double *name;
  INSTANCE_SUMS(X) TAXED_SUMS(X) PER_INSTANCE(X) YEARLY_FLOWS(X) PER_PATH(X)
#undef X
#define X(name) double *open_##name;
  SHARED_FLOWS(X) GAINS(X) CARRIED_LOSSES(X)
#undef X
  double monthFlow, withheldShare;
  double commonIncome, commonExpenses, commonAssessable, commonWaiting, commonOther, commonContributions, commonWithdrawals, commonDrawn,
      commonWithheld;
} Run;

enum { ROWS = 16, SUMS = 12, TAX_SUMS = 3, BANDS = 7 };

typedef struct {
  int paths, points;
  double *totals, *instances, *household, *taxed, *taxYears;
} Block;

extern double powersOfTwo[4096];
extern double normalTable[32 * 16 * 4];

/* market.c */
void drawFactors(Run *run, int month);
void moveRates(Run *run);
void growPortfolio(Run *run, int i, int month);
void growProperty(Run *run, int i, int month);

/* holdings.c */
void stepInstance(Run *run, int i, int month);
void takeOn(Run *run, int i);
double beginMonth(Run *run, int i, int month);
double rateIn(const Plan *plan, int i, int month);

/* block.c */
Run *createRun(const Plan *plan, int paths);
Block runBlock(Run *run, int firstPath);

/* quantiles.c */
void quantiles(const double *values, int n, const double *probabilities, int count, int32_t *buckets,
               double *gathered, double *out);

#endif

/** Published money-weighted rates of return. */
import { moneyWeightedReturn } from '../projection/analysis/money-weighted-return.ts'
import { numpy, type Proof } from './proof.test-support.ts'

const excel = '[Microsoft Excel](https://support.microsoft.com/en-us/excel), help of IRR and XIRR'

/** The rate found; a text where there is none, or more than one. */
const rate = (flows: readonly number[], periods: number) => moneyWeightedReturn(flows, periods) ?? 'none'

/** A yearly figure is found of yearly flows, and of monthly ones in which they lie twelve months apart. */
const yearly = (figure: string, source: string, flows: readonly number[], published: number): Proof[] => {
  const monthly = new Array<number>(12 * (flows.length - 1) + 1).fill(0)
  for (const [year, flow] of flows.entries()) monthly[12 * year] = flow
  const one = { source, published, tolerance: 5e-5 }
  return [
    { ...one, figure, ours: () => rate(flows, 1) },
    { ...one, figure: `${figure}, of monthly flows`, ours: () => rate(monthly, 12) },
  ]
}

/** 1 January, 1 March and 30 October 2008, 15 February and 1 April 2009. */
function onDays(): number[] {
  const flows = new Array<number>(457).fill(0)
  for (const [day, flow] of [
    [0, -10_000],
    [60, 2_750],
    [303, 4_250],
    [411, 3_250],
    [456, 2_750],
  ] as const)
    flows[day] = flow
  return flows
}

export const returnProofs: readonly Proof[] = [
  ...yearly('−100, 39, 59, 55, 20 (`irr`)', numpy, [-100, 39, 59, 55, 20], 0.28095),
  ...yearly('−100, 0, 0, 74 (`irr`)', numpy, [-100, 0, 0, 74], -0.0955),
  ...yearly('−100, 100, 0, −7 (`irr`)', numpy, [-100, 100, 0, -7], -0.0833),
  ...yearly(
    'a business of 70,000 after four years',
    excel,
    [-70_000, 12_000, 15_000, 18_000, 21_000],
    -0.0212,
  ),
  ...yearly('after five years', excel, [-70_000, 12_000, 15_000, 18_000, 21_000, 26_000], 0.0866),
  ...yearly('after two years', excel, [-70_000, 12_000, 15_000], -0.4435),
  ...yearly(
    'a share bought for 200, another for 225 a year later; dividends 5 and 10; sold for 470',
    'CFA Institute, *Rates and Returns*, money-weighted rate of return',
    [-200, -220, 480],
    0.0939,
  ),
  {
    figure: 'flows on five days of 2008 and 2009 (`XIRR`)',
    source: excel,
    published: 0.373362535,
    ours: () => rate(onDays(), 365),
    tolerance: 5e-9,
  },
  {
    figure:
      '200,000 repaid by 1,854.0247200054619 a month over 15 years (`pmt` of 7.5%): effective yearly rate',
    source: numpy,
    published: (1 + 0.075 / 12) ** 12 - 1,
    ours: () => rate([-200_000, ...new Array<number>(180).fill(1854.0247200054619)], 12),
    tolerance: 5e-11,
  },
]

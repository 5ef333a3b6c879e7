const numbers = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
]

/** "eight months", "a year", "14 months", "two years", "over two years". */
export function ageInWords(months: number): string {
  if (months === 1) return 'a month'
  if (months < 12) return `${numbers[months]} months`
  if (months === 12) return 'a year'
  if (months < 24) return `${months} months`
  const years = Math.floor(months / 12)
  return `${months % 12 === 0 ? '' : 'over '}${numbers[years] ?? years} years`
}

import { useEffect, useState } from 'react'
import { useFormat } from './format.ts'

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/**
 * "just now", "5 minutes ago" for the last week, in the language of the sentence around it; the date before that, as
 * `locale` writes it.
 */
export function describeMoment(moment: Date, now: Date, locale: string): string {
  const seconds = (now.getTime() - moment.getTime()) / 1000
  if (seconds >= 7 * 86_400) return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(moment)
  const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
  const [unit, length] = units.find(([, length]) => seconds >= length) ?? ['second', 0]
  return length === 0 ? 'just now' : relative.format(-Math.floor(seconds / length), unit)
}

interface MomentProps {
  date: Date
  /** Date and time in full instead of how long ago it was. */
  isExact?: boolean
}

/** A moment of the past in words, its exact time on hover and for machines. */
export function Moment({ date, isExact }: MomentProps) {
  const { locale } = useFormat()
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000)
    return () => clearInterval(timer)
  }, [])
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(date)
  return (
    <time dateTime={date.toISOString()} title={exact}>
      {isExact ? exact : describeMoment(date, now, locale)}
    </time>
  )
}

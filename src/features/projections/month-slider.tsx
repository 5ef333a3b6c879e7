import { Slider } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import classes from './household-timeline.module.css'

interface MonthSliderProps {
  label: string
  /** How many months there are to choose from. */
  months: number
  /** Counted from the first. */
  value: number
  textOf: (value: number) => string
  onChange: (value: number) => void
  /** Once the handle rests. */
  onDone: (value: number) => void
}

/** Longer than the pause between two presses of a key that is held or pressed again and again. */
const rest = 700

/** Chooses a month by a handle on an axis. Keys move it month by month, Page Up and Page Down by a year. */
export function MonthSlider({ label, months, value, textOf, onChange, onDone }: MonthSliderProps) {
  const done = useDebouncedCallback(onDone, { delay: rest, flushOnUnmount: true })
  const change = (next: number) => {
    onChange(next)
    done(next)
  }
  return (
    <Slider
      className={classes.slider}
      min={0}
      max={months - 1}
      value={value}
      // A moment, and no span of time that would be filled.
      startPointValue={value}
      onChange={onChange}
      onChangeEnd={done}
      label={textOf}
      thumbLabel={label}
      thumbValueText={textOf}
      size={2}
      thumbSize={18}
      thumbProps={{
        onKeyDown: (event) => {
          const step = event.key === 'PageUp' ? 12 : event.key === 'PageDown' ? -12 : 0
          if (step === 0) return
          event.preventDefault()
          change(Math.min(months - 1, Math.max(0, value + step)))
        },
      }}
    />
  )
}

import { ActionIcon } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { useRef } from 'react'
import classes from './field-input.module.css'

interface MonthPickerProps {
  /** `YYYY-MM`, or '' while there is no month. */
  value: string
  onPick: (month: string) => void
}

/** Chooses a month in the browser's own calendar, which on phones is quicker than typing; nothing where there is none. */
export function MonthPicker({ value, onPick }: MonthPickerProps) {
  const native = useRef<HTMLInputElement>(null)
  if (!canPick()) return null
  return (
    <>
      <input
        ref={native}
        type="month"
        className={classes.calendar}
        tabIndex={-1}
        aria-hidden
        min="1900-01"
        max="2199-12"
        value={value}
        onChange={(event) => onPick(event.currentTarget.value)}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label="Choose in a calendar"
        onClick={() => native.current?.showPicker()}
      >
        <IconCalendar size={18} aria-hidden />
      </ActionIcon>
    </>
  )
}

/** Desktop Firefox and Safari know no such input: it is one for text there. */
function canPick(): boolean {
  const input = document.createElement('input')
  input.type = 'month'
  return input.type === 'month' && 'showPicker' in input
}

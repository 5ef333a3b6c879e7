import { TextInput, type TextInputProps } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'

interface SearchInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** The words that are searched for. */
  value: string
  onChange: (words: string) => void
}

/** Searches what is in a list. Typing never waits for what is found. */
export function SearchInput({ value, onChange, ...props }: SearchInputProps) {
  const [text, setText] = useState(value)
  // What changes the words from elsewhere, such as the way back, changes what is typed.
  const reported = useRef(value)
  useEffect(() => {
    if (value === reported.current) return
    reported.current = value
    setText(value)
  }, [value])
  const report = useDebouncedCallback((typed: string) => {
    reported.current = typed.trim()
    onChange(reported.current)
  }, 150)
  return (
    <TextInput
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        report(event.currentTarget.value)
      }}
      {...props}
    />
  )
}

/** Fields pulled along a line, to see what they do: each moves what stands in its input. */
import { Group, Slider, Stack, Text } from '@mantine/core'
import { useId } from 'react'
import { formatFieldValue } from '#domain/instances/format.ts'
import { positionOf, type Slide } from '#domain/instances/slides.ts'
import type { Params, Scalar } from '#domain/instances/types.ts'
import { useFormat } from '#ui/format.ts'
import { draftsOf } from './drafts.ts'
import type { FormDrafts } from './use-drafts.ts'

interface FieldSlidersProps {
  slides: readonly Slide[]
  values: Params
  form: Pick<FormDrafts, 'change' | 'leave'>
}

export function FieldSliders({ slides, values, form }: FieldSlidersProps) {
  if (slides.length === 0) return null
  return (
    <Stack gap="sm" role="group" aria-label="Try other values" className="no-print">
      {slides.map((slide) => (
        <FieldSlider
          key={slide.field.key}
          slide={slide}
          value={values[slide.field.key] ?? null}
          onTake={(value) => {
            const { field } = slide
            const draft = draftsOf([field], value === null ? {} : { [field.key]: value })[field.key]
            form.change(field.key, draft ?? '')
          }}
          onLeave={() => form.leave(slide.field.key)}
        />
      ))}
    </Stack>
  )
}

interface FieldSliderProps {
  slide: Slide
  value: Scalar | null
  onTake: (value: Scalar | null) => void
  onLeave: () => void
}

function FieldSlider({ slide, value, onTake, onLeave }: FieldSliderProps) {
  const format = useFormat()
  const { field, stops } = slide
  const labelId = useId()
  const isRead = typeof value !== 'string' || field.type === 'month'
  const text = isRead ? formatFieldValue(field, value ?? field.default, format) : '–'
  return (
    <div>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm" id={labelId}>
          {field.label}
        </Text>
        <Text size="sm" fw={600} aria-hidden>
          {text}
        </Text>
      </Group>
      <Slider
        size="sm"
        label={null}
        min={0}
        max={stops.length - 1}
        value={positionOf(slide, value)}
        thumbProps={{ 'aria-labelledby': labelId }}
        thumbValueText={text}
        onChange={(position) => onTake(stops[position] ?? null)}
        onChangeEnd={onLeave}
      />
    </div>
  )
}

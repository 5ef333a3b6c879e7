import { ActionIcon, Kbd, UnstyledButton } from '@mantine/core'
import { useHotkeys, useWindowEvent } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { isTypedInto, useSingleKeys } from '#lib/single-keys.ts'
import classes from './quick-keys.module.css'

const CommandPalette = lazy(async () => ({
  default: (await import('#routes/command-palette.tsx')).Component,
}))
const KeyList = lazy(async () => ({ default: (await import('#routes/key-list.tsx')).Component }))

type Opening = 'unopened' | 'open' | 'closed'

/** The button and the keys that work on every page; what they open is loaded when it is opened first. */
export function QuickKeys() {
  const [palette, setPalette] = useState<Opening>('unopened')
  const [keys, setKeys] = useState<Opening>('unopened')
  const [areSingleKeysOn] = useSingleKeys()
  const openPalette = () => setPalette('open')
  // Also out of a field: nobody types it.
  useHotkeys([['mod+K', openPalette]], [])
  useWindowEvent('keydown', (event) => {
    if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey) return
    if (areSingleKeysOn && !isTypedInto(event.target)) setKeys('open')
  })
  return (
    <>
      <UnstyledButton
        className={classes.search}
        onClick={openPalette}
        visibleFrom="sm"
        aria-keyshortcuts="Control+K"
      >
        <IconSearch size={16} aria-hidden />
        <span>Go to or do</span>
        <Kbd size="xs" aria-hidden>
          {/mac/i.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K'}
        </Kbd>
      </UnstyledButton>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        hiddenFrom="sm"
        onClick={openPalette}
        aria-label="Go to or do"
      >
        <IconSearch size={20} aria-hidden />
      </ActionIcon>
      <Suspense fallback={null}>
        {palette !== 'unopened' && (
          <CommandPalette isOpen={palette === 'open'} onClose={() => setPalette('closed')} />
        )}
        {keys !== 'unopened' && <KeyList isOpen={keys === 'open'} onClose={() => setKeys('closed')} />}
      </Suspense>
    </>
  )
}

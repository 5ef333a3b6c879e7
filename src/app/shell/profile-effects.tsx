import { useMantineColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { profileQuery } from '#data/profiles/profiles.queries.ts'

/** Brings the stored theme to a browser that does not know it yet. */
export function ProfileEffects() {
  const { data } = useQuery(profileQuery)
  const { setColorScheme } = useMantineColorScheme()
  const theme = data?.theme
  useEffect(() => {
    if (theme) setColorScheme(theme)
  }, [theme, setColorScheme])
  return null
}

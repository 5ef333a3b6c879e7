import { useEffect, useRef } from 'react'
import { Link } from 'react-router-dom'
import { paths, type ScenarioTab, scenarioTabLabels, scenarioTabs } from '#lib/paths.ts'
import { useSwitchedOffSearch } from '#lib/switched-off.ts'
import classes from './scenario-tabs.module.css'

/** Those whose figures follow what is switched off. */
const switchable: readonly ScenarioTab[] = ['overview', 'projections']

/** The parts of a scenario as links, so that each has its address. On a phone they scroll sideways. */
export function ScenarioTabs({ scenarioId, current }: { scenarioId: string; current: ScenarioTab }) {
  const switchedOff = useSwitchedOffSearch()
  const currentLink = useRef<HTMLAnchorElement>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a tab chosen from elsewhere must come into view
  useEffect(() => {
    currentLink.current?.scrollIntoView?.({ block: 'nearest', inline: 'center' })
  }, [current])

  return (
    <nav className={`${classes.tabs} no-print`} aria-label="Parts of this scenario">
      {scenarioTabs.map((tab) => (
        <Link
          key={tab}
          ref={tab === current ? currentLink : null}
          to={`${paths.scenarioTab(scenarioId, tab)}${switchable.includes(tab) ? switchedOff : ''}`}
          className={classes.tab}
          aria-current={tab === current ? 'page' : undefined}
        >
          {scenarioTabLabels[tab]}
        </Link>
      ))}
    </nav>
  )
}

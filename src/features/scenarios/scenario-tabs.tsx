import { useEffect, useRef } from 'react'
import { Link } from 'react-router-dom'
import { paths, type ScenarioTab, scenarioTabLabels, scenarioTabs } from '#lib/paths.ts'
import classes from './scenario-tabs.module.css'

/** The parts of a scenario as links, so that each has its address. On a phone they scroll sideways. */
export function ScenarioTabs({ scenarioId, current }: { scenarioId: string; current: ScenarioTab }) {
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
          to={paths.scenarioTab(scenarioId, tab)}
          className={classes.tab}
          aria-current={tab === current ? 'page' : undefined}
        >
          {scenarioTabLabels[tab]}
        </Link>
      ))}
    </nav>
  )
}

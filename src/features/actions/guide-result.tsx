import { GuideSteps } from './guide-steps.tsx'

/** The end of the guide, above what a scenario comes to. Nothing outside of the guide. */
export function GuideResult() {
  return (
    <GuideSteps step={4}>
      This is your first scenario. Its first figures say where it ends and how far that is from reality;
      further down each change stands with its own effect. What you really have is as it was.{' '}
      <b>Try something</b> changes more in it, <b>Compare</b> lays it beside others, and <b>Apply</b> shows
      what it would do to reality before it does.
    </GuideSteps>
  )
}

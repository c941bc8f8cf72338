/**
 * The sample fleet that the package ships: some forty peers in two VPCs, in
 * every state, to look at and to try filters and pages on.
 */

/** Where the fixture of the sample fleet lies, seen from the sources and from the build alike. */
export const sampleFleet = new URL("../../fixtures/sample-fleet.json", import.meta.url)

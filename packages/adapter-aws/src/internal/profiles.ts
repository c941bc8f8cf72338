/**
 * The profiles of the AWS CLI's files.
 */
import { CONFIG_PREFIX_SEPARATOR, loadSharedConfigFiles } from "@smithy/core/config"

/** Each profile with what both files say of it; the credentials go before. */
export const sharedProfiles = async (
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ReadonlyMap<string, Readonly<Record<string, string | undefined>>>> => {
  const { AWS_CONFIG_FILE: configFilepath, AWS_SHARED_CREDENTIALS_FILE: filepath } = environment
  const { configFile, credentialsFile } = await loadSharedConfigFiles({
    ...(configFilepath && { configFilepath }),
    ...(filepath && { filepath }),
    ignoreCache: true,
  })
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])
  return new Map(
    [...names]
      .filter((name) => !name.includes(CONFIG_PREFIX_SEPARATOR))
      .map((name) => [name, { ...configFile[name], ...credentialsFile[name] }]),
  )
}

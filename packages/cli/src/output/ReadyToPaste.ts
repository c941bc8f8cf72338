/**
 * Lines that make a client ask the endpoint, ready to paste.
 */

/** The Region to write in them; the endpoint does not care. */
const REGION = "us-east-1"

const quoted = (text: string): string =>
  /^[\w./:@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`

/** The URL, and a line for each client, which trusts the certificate in a file if there is one. */
export const readyToPaste = (url: string, trusted: string | undefined): string => {
  const [bundle, cacert, verify, node] =
    trusted === undefined
      ? ["", "", "", ""]
      : [
          ` --ca-bundle ${quoted(trusted)}`,
          ` --cacert ${quoted(trusted)}`,
          `, verify=${JSON.stringify(trusted)}`,
          `, with NODE_EXTRA_CA_CERTS=${quoted(trusted)} in the environment`,
        ]
  return `${url}

# AWS CLI
aws ec2 describe-route-server-peers --no-sign-request --region ${REGION} --endpoint-url ${url}${bundle}

# curl
curl${cacert} '${url}/?Action=DescribeRouteServerPeers&Version=2016-11-15'

# boto3
boto3.client("ec2", region_name="${REGION}", endpoint_url="${url}"${verify}, aws_access_key_id="any", aws_secret_access_key="any").describe_route_server_peers()

# JavaScript SDK${node}
new EC2Client({ region: "${REGION}", endpoint: "${url}", credentials: { accessKeyId: "any", secretAccessKey: "any" } }).send(new DescribeRouteServerPeersCommand({}))
`
}

// A part of world.cjs: the other end of a container's network. A cable to it, and what can be reached through that.
const { execFileSync } = require('node:child_process');
const dgram = require('node:dgram');
const http = require('node:http');

const { pid, network } = JSON.parse(process.argv[1]);
const DNS = '10.96.0.10';
const GATEWAY = '10.244.0.1';
/** Where requests come from; the gateway is the node. */
const CLIENT = '10.244.0.90';

const batch = (rows) => ({ input: `${rows.join('\n')}\n`, stdio: ['pipe', 'ignore', 'ignore'] });

function connect() {
  const own = [DNS, CLIENT, ...network.services.map(({ address }) => address)];
  const outside = [
    `link add world type veth peer name eth0 netns ${pid}`,
    `addr add ${GATEWAY}/24 dev world`,
    ...own.map((address) => `addr add ${address}/32 dev lo`),
    'link set lo up',
    'link set world up',
  ];
  const inside = [
    'link set lo up',
    `addr add ${network.podAddress}/24 dev eth0`,
    'link set eth0 up',
    `route add default via ${GATEWAY}`,
  ];
  execFileSync('ip', ['-batch', '-'], batch(outside));
  execFileSync('nsenter', ['--target', String(pid), '--net', 'ip', '-batch', '-'], batch(inside));
}

function serve() {
  for (const { address, port, delayMs } of network.services) {
    http.createServer((_, response) => setTimeout(() => response.end('ok\n'), delayMs)).listen(port, address);
  }
  const names = dgram.createSocket('udp4');
  names.on('message', (question, { port, address }) => names.send(answer(question), port, address));
  names.bind(53, DNS);
}

/** The cluster's own name has an address, and all others do not exist. https://www.rfc-editor.org/rfc/rfc1035 */
function answer(question) {
  const labels = [];
  let at = 12;
  while (question[at] > 0) {
    labels.push(question.toString('latin1', at + 1, at + 1 + question[at]));
    at += question[at] + 1;
  }
  const known = labels.join('.').toLowerCase() === 'kubernetes.default.svc.cluster.local';
  const wanted = known && question.readUInt16BE(at + 1) === 1;
  const record = [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 30, 0, 4, 10, 96, 0, 1];
  const head = [0x85, known ? 0 : 3, 0, 1, 0, wanted ? 1 : 0, 0, 0, 0, 0];
  const asked = question.subarray(12, at + 5);
  return Buffer.concat([
    question.subarray(0, 2),
    Buffer.from(head),
    asked,
    Buffer.from(wanted ? record : []),
  ]);
}

function send() {
  const options = {
    host: network.podAddress,
    port: network.clients.port,
    localAddress: CLIENT,
    agent: false,
  };
  const request = http.get({ ...options, timeout: 60000 }, (response) => response.resume());
  request.on('timeout', () => request.destroy()).on('error', () => undefined);
}

globalThis.network = { connect, serve, send, nameServer: DNS };

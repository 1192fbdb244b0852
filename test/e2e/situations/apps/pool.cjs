// Keeps CONNECTIONS connections open to another service and asks over one of them now and then.
const { Agent, get } = require('node:http');

const agent = new Agent({ keepAlive: true, maxSockets: Number(process.env.CONNECTIONS || 10) });
const ask = () =>
  get(process.env.BACKEND_URL, { agent }, (answer) => answer.resume()).on('error', console.error);
for (let each = 0; each < agent.maxSockets; each += 1) ask();
setInterval(ask, 500);

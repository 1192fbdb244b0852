// Sends a request every so often, whether or not the ones before were answered.
const { get } = require('node:http');

const TARGET = process.env.TARGET_URL || 'http://127.0.0.1:8080/';
const EVERY_MS = Number(process.env.EVERY_MS || 1000);

setInterval(() => {
  const began = Date.now();
  const request = get(TARGET, { agent: false, timeout: 30000 }, (answer) => {
    answer.resume();
    answer.on('end', () => console.log(answer.statusCode, Date.now() - began, 'ms'));
  });
  request.on('error', (error) => console.log(error.message, Date.now() - began, 'ms'));
  request.on('timeout', () => request.destroy());
}, EVERY_MS);

// Takes REDIS_PORT for a number. The Service “redis” makes it an address: tcp://10.96.0.1:6379.
const { connect } = require('node:net');

connect({ host: process.env.REDIS_HOST || '127.0.0.1', port: Number(process.env.REDIS_PORT || 6379) });

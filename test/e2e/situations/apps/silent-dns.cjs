// A DNS server that is up and answers nobody.
const { createSocket } = require('node:dgram');

createSocket('udp4').bind(5353, () => console.log('listens'));

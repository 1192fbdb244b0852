/**
 * The program of `node -e` in an exec: says that it is there, reads exactly as many bytes from standard input as its first
 * argument says, and runs the first of them, as many as its second argument says, as a function of require, process and
 * input. Where standard input ends before that, nobody waits for an answer any more, and it ends, too.
 */
export const NODE_LOADER = `const fs=require('fs'),b=Buffer.alloc(+process.argv[1]);let n=0
fs.writeSync(1,'envaudit-probe 1\\n')
while(n<b.length){let k=0;try{k=fs.readSync(0,b,n,b.length-n,null)}catch(e){if(e.code!=='EAGAIN')throw e;continue}
if(!k)process.exit(4);n+=k}
new Function('require','process','input',b.toString('utf8',0,+process.argv[2]))(require,process,b)`;

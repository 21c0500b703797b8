import { startRedisForTests } from './redis-for-tests.ts';
import { Redis } from 'ioredis';
import { foldAll } from './fold-all.ts';
import { World, submission, aggregateOf, nodeId } from './world.ts';
const r = await startRedisForTests();
const text = aggregateOf(1,0,0,10).replace('"iterations":10','"iterations":10') ;
const pad = JSON.parse(text); 
try {
for (const [nodes, batch, jobs] of [[32,1,1],[32,8,1],[8,32,1],[32,8,50]] as const) {
  const w = await World.open(r.url);
  const total = 40_000; const size = 10;
  for (let i=0;i<jobs;i++) await w.coordination.submitJob(submission({ iterations: Math.floor(total/jobs)*size, chunkIterations: size }));
  for (let n=0;n<nodes;n++) await w.register('n'+n);
  const adm = new Redis(r.url); await adm.config('RESETSTAT'); const cpuA = await adm.info('cpu');
  let done = 0, archived = 0; let stop = false;
  const fake = 'x'.repeat(1000);
  const archiver = (async () => { while(!stop){ const f = await w.coordination.background.readFacts('c', 250, 50); if (f.length) { await w.coordination.background.ackFacts(f); archived += f.length; } } })();
  const cpu0 = process.cpuUsage(); const t0 = performance.now();
  await Promise.all(Array.from({length:nodes}, async (_, n) => {
    for(;;){ const l = await w.lease('n'+n, batch); if (!l.length) break;
      const byJob = Map.groupBy ? null : null;
      const groups = new Map<string, typeof l[number][]>(); for (const x of l) groups.set(x.job,[...(groups.get(x.job)??[]),x]);
      for (const [job, ls] of groups) { const c = await w.coordination.completeChunks({node: nodeId('n'+n), job, reports: ls.map(x=>({kind:'result' as const, arm:x.arm,start:x.start,count:x.count,generation:x.generation,aggregate:`{"iterations":${x.count},"pad":"${fake}"}`,computeMs:1}))}); done += c.outcomes.filter(o=>o==='counted').length; }
    }
  }));
  const ms = performance.now()-t0; const cpu = process.cpuUsage(cpu0);
  stop = true; await archiver;
  console.log({nodes,batch,jobs, done, chunksPerS: Math.round(done/ms*1000), ms: Math.round(ms), archivedFacts: archived, clientCpuMs: Math.round((cpu.user+cpu.system)/1000)});
  const info = await adm.info('commandstats'); const cpuB = await adm.info('cpu'); const u=(t:string)=>Number(/used_cpu_user:([\d.]+)/.exec(t)![1])+Number(/used_cpu_sys:([\d.]+)/.exec(t)![1]); console.log('redis cpu s', u(cpuB)-u(cpuA), 'redis-bound chunks/s', Math.round(done/(u(cpuB)-u(cpuA))));
  console.log(info.split('\n').map(l=>/cmdstat_([^:]+):calls=(\d+),usec=(\d+),usec_per_call=([\d.]+)/.exec(l)).filter(Boolean).sort((a,b)=>Number(b![3])-Number(a![3])).slice(0,18).map(m=>`${m![1]} ${m![2]} ${m![3]}us`).join(' | ')); adm.disconnect();
  await w.close();
}
} finally { await r.stop(); }

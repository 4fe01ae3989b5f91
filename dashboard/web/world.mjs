// Makes the world map of the site charts from Natural Earth's 1:110m countries: projected to Equal Earth, thinned and rounded,
// so that a drawn map stays small. dashboard/plot projects its points by the same formula (plot/map.go).
import { readFileSync } from 'node:fs';
import { feature } from 'topojson-client';

const A = [1.340264, -0.081106, 0.000893, 0.003796];
const SCALE = 1000 / (2 * 2.7066297); // the map is 1000 wide

// project returns Equal Earth coordinates (Šavrič, Patterson, Jenny 2018), north up, 1000 units from west to east.
export function project([lon, lat]) {
  const t = Math.asin((Math.sqrt(3) / 2) * Math.sin((lat * Math.PI) / 180));
  const t2 = t * t;
  const t6 = t2 ** 3;
  const x = (2 * Math.sqrt(3) * ((lon * Math.PI) / 180) * Math.cos(t))
    / (3 * (9 * A[3] * t6 * t2 + 7 * A[2] * t6 + 3 * A[1] * t2 + A[0]));
  const y = A[3] * t6 * t2 * t + A[2] * t6 * t + A[1] * t2 * t + A[0] * t;
  return [x * SCALE, y * SCALE];
}

// thin keeps the points of a ring that are further than `far` from the last one kept.
function thin(ring, far) {
  const kept = [];
  for (const point of ring) {
    const last = kept[kept.length - 1];
    if (!last || Math.hypot(point[0] - last[0], point[1] - last[1]) >= far) kept.push(point);
  }
  if (kept.length > 2) kept.push(kept[0]);
  return kept.map(([x, y]) => [Math.round(x), Math.round(y)]);
}

// unwrap lets a ring run on over the date line: what lies just beyond it is drawn at the eastern edge.
function unwrap(ring) {
  let turn = 0;
  const whole = ring.map(([lon, lat], i) => {
    if (i > 0 && Math.abs(lon - ring[i - 1][0]) > 180) turn += lon < ring[i - 1][0] ? 360 : -360;
    return [lon + turn, lat];
  });
  const middle = whole.reduce((sum, [lon]) => sum + lon, 0) / whole.length;
  const back = Math.round(middle / 360) * 360; // a ring that begins beyond the line went the other way round
  return whole.map(([lon, lat]) => [lon - back, lat]);
}

function area(ring) {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return Math.abs(sum / 2);
}

// world returns the map as one GeoJSON feature: land without Antarctica. The lines between economies say nothing about sites,
// so the map draws none, and takes no side where they are disputed.
export function world(path) {
  const topology = JSON.parse(readFileSync(path, 'utf8'));
  const land = feature(topology, topology.objects.land);
  const polygons = land.features.flatMap(({ geometry }) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates))
    .filter(([outer]) => outer.some(([, lat]) => lat > -60))
    .map((rings) => rings.map((ring) => thin(unwrap(ring).map(project), 3)).filter((ring) => ring.length > 3 && area(ring) > 12))
    .filter((rings) => rings.length > 0);
  return {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { name: 'land' }, geometry: { type: 'MultiPolygon', coordinates: polygons } }],
  };
}

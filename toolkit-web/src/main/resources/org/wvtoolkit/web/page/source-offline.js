/**
 * Data source of the self-contained page: answers the operations that need only vectors and the map from int8 data
 * embedded in the page. The methods and their answers are those of `source-server.js`.
 *
 * Vectors are stored with one scale factor per row, value = int8 · scale. Cosines do not depend on the scale: the row
 * norm is computed from the int8 values.
 */
import { Problem } from './problem.js';

const ENGLISH_UNSUPPORTED = 'This page is a self-contained export: only wv explore answers this query.';

function decodeBase64(text) {
    if (Uint8Array.fromBase64) {
        return Uint8Array.fromBase64(text);
    }
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < bytes.length; i++) {
        bytes[i] = binary.charCodeAt(i);
    }
    return bytes;
}

function list(value) {
    return value === null || value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** Optimal string alignment distance, or `limit + 1` where it exceeds `limit`. */
function editDistance(one, other, limit) {
    if (Math.abs(one.length - other.length) > limit) {
        return limit + 1;
    }
    let before = [];
    let previous = Array.from({ length: other.length + 1 }, (_, j) => j);
    for (let i = 1; i <= one.length; i++) {
        const current = [i];
        let least = i;
        for (let j = 1; j <= other.length; j++) {
            const replaced = previous[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
            let distance = Math.min(replaced, previous[j] + 1, current[j - 1] + 1);
            if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
                distance = Math.min(distance, before[j - 2] + 1);
            }
            current.push(distance);
            least = Math.min(least, distance);
        }
        if (least > limit) {
            return limit + 1;
        }
        before = previous;
        previous = current;
    }
    return previous[other.length];
}

function dot(a, b) {
    let sum = 0;
    for (let i = 0; i < a.length; i++) {
        sum += a[i] * b[i];
    }
    return sum;
}

function unit(vector) {
    const length = Math.sqrt(dot(vector, vector));
    return length ? vector.map((value) => value / length) : null;
}

class OfflineSource {
    constructor(data) {
        this.offline = true;
        this.name = data.name;
        this.info = data.info;
        this.words = data.words;
        this.counts = data.counts ?? [];
        this.dimension = data.dimension;
        this.rows = new Int8Array(decodeBase64(data.vectors).buffer);
        this.scales = new Float32Array(decodeBase64(data.scales).buffer);
        this.points = decodePoints(data, this.words.length);
        this.projection = data.projection ?? 'umap';
        this.clusterIds = data.clusters ? new Uint16Array(decodeBase64(data.clusters).buffer) : null;
        this.clusterNames = data.clusterNames ?? [];
        this.lexical = data.lexicalFiles ? decodeBase64(data.lexicalFiles) : null;
        this.lexicalNames = data.lexicalFileNames ?? [];
        this.ids = new Map();
        for (let i = this.words.length - 1; i >= 0; i--) {
            this.ids.set(this.words[i], i);
        }
        this.inverseNorms = new Float32Array(this.words.length);
        for (let i = 0; i < this.words.length; i++) {
            let squares = 0;
            for (let j = i * this.dimension; j < (i + 1) * this.dimension; j++) {
                squares += this.rows[j] * this.rows[j];
            }
            this.inverseNorms[i] = squares ? 1 / Math.sqrt(squares) : 0;
        }
    }

    async listModels() {
        const info = { id: this.name, state: 'ready', kind: 'dense', ...this.info };
        info.id = this.name;
        info.exported = this.words.length;
        const features = {
            map: true,
            concordance: false,
            wordnet: false,
            wordnetLanguage: 'en',
            lexicalFiles: Boolean(this.lexical),
        };
        return { models: [info], features };
    }

    async vocabulary() {
        return { version: 'offline', offset: 0, total: this.words.length, words: this.words, counts: this.counts };
    }

    async complete(model, { prefix, limit = 10 }) {
        const forms = [prefix, prefix.toLowerCase()];
        const found = [];
        for (let i = 0; i < this.words.length && found.length < limit; i++) {
            if (forms.some((form) => this.words[i].startsWith(form))) {
                found.push(i);
            }
        }
        if (!found.length) {
            found.push(...this.nearestSpellings(prefix, limit));
        }
        return { completions: found.map((id) => ({ id, word: this.words[id], count: this.count(id) })) };
    }

    async word(model, { word, n = 20 }) {
        const [id] = this.known([word]);
        let squares = 0;
        for (const value of this.row(id)) {
            squares += value * value;
        }
        const total = this.info?.totalCount ?? 0;
        return {
            id,
            word: this.words[id],
            version: 'offline',
            count: this.count(id),
            rank: id + 1,
            perMillion: total ? (this.count(id) / total) * 1e6 : 0,
            norm: Math.sqrt(squares) * this.scales[id],
            neighbours: n ? this.nearest(this.unitRow(id), n, new Set([id])) : [],
            senses: [],
        };
    }

    async similar(model, { word, minus, n = 10 }) {
        const plus = this.known(list(word));
        const negative = list(minus).length ? this.known(list(minus)) : [];
        const target = unit(this.sum(plus, negative));
        if (!target) {
            throw new Problem({ status: 422, code: 'no-direction' });
        }
        return {
            words: plus.map((id) => this.words[id]),
            minus: negative.map((id) => this.words[id]),
            unknown: [],
            neighbours: this.nearest(target, n, new Set([...plus, ...negative])),
        };
    }

    async analogy(model, { a, b, c, n = 10, method = 'add' }) {
        const ids = this.known([a, b, c]);
        const [va, vb, vc] = ids.map((id) => this.unitRow(id));
        const target = va.map((value, j) => vb[j] - value + vc[j]);
        const without = new Set(ids);
        const direction = unit(target);
        if (!direction) {
            throw new Problem({ status: 422, code: 'no-direction' });
        }
        const neighbours = method === 'mul' ? this.bestByProduct(ids, n, without) : this.nearest(direction, n, without);
        return {
            a: this.words[ids[0]],
            b: this.words[ids[1]],
            c: this.words[ids[2]],
            neighbours,
            plane: this.plane(ids, [va, vb, vc], target, neighbours),
        };
    }

    async matrix(model, { word }) {
        const ids = this.known(list(word));
        const units = ids.map((id) => this.unitRow(id));
        const cosines = units.map((one) => units.map((other) => dot(one, other)));
        return { words: ids.map((id) => this.words[id]), cosines, order: averageLinkageOrder(cosines) };
    }

    async axes(model, { xPlus, xMinus, yPlus, yMinus, word, n = 200 }) {
        const axes = [{ plus: list(xPlus), minus: list(xMinus) }];
        if (list(yPlus).length && list(yMinus).length) {
            axes.push({ plus: list(yPlus), minus: list(yMinus) });
        }
        const directions = axes.map(({ plus, minus }) => {
            const positive = unit(this.sum(this.known(plus), []));
            const negative = unit(this.sum(this.known(minus), []));
            const direction = positive && negative ? unit(positive.map((value, j) => value - negative[j])) : null;
            if (!direction) {
                throw new Problem({ status: 422, code: 'no-direction' });
            }
            return direction;
        });
        const unknown = [];
        const ids = [];
        for (const item of list(word)) {
            const id = this.id(item);
            if (id === undefined) {
                unknown.push({ word: item, nearest: this.nearestSpellings(item, 5).map((other) => this.words[other]) });
            } else {
                ids.push(id);
            }
        }
        if (!list(word).length) {
            for (let i = 0; i < Math.min(n, this.words.length); i++) {
                ids.push(i);
            }
        }
        const points = ids.map((id) => {
            const vector = this.unitRow(id);
            return {
                id,
                word: this.words[id],
                x: dot(vector, directions[0]),
                y: directions[1] ? dot(vector, directions[1]) : 0,
            };
        });
        return { axes, unknown, points };
    }

    async clusters() {
        if (!this.clusterIds) {
            throw unsupported();
        }
        this.clusterAnswer ??= this.describeClusters();
        return this.clusterAnswer;
    }

    describeClusters() {
        const members = new Map();
        this.clusterIds.forEach((cluster, id) => {
            if (!members.has(cluster)) {
                members.set(cluster, []);
            }
            members.get(cluster).push(id);
        });
        const clusters = [...members].map(([cluster, ids]) => {
            const centroid = new Float64Array(this.dimension);
            for (const id of ids) {
                this.unitRow(id).forEach((value, j) => (centroid[j] += value));
            }
            // Words are in order of frequency; rare words are often the most central, and name a cluster badly.
            const central = ids
                .slice(0, Math.max(10, Math.floor(ids.length / 20)))
                .map((id) => ({ id, score: dot(this.unitRow(id), centroid) }))
                .sort((one, other) => other.score - one.score)
                .slice(0, 10)
                .map(({ id }) => this.words[id]);
            return { cluster, size: ids.length, words: central };
        });
        clusters.sort((one, other) => other.size - one.size);
        return { version: 'offline', k: clusters.length, clusters, assignment: Array.from(this.clusterIds) };
    }

    async lexicalFiles() {
        if (!this.lexical) {
            throw unsupported();
        }
        return {
            version: 'offline',
            files: this.lexicalNames,
            assignment: Array.from(this.lexical, (file) => (file === 255 ? -1 : file)),
        };
    }

    async map() {
        return {
            state: 'ready',
            projection: this.projection,
            version: 'offline',
            progress: 1,
            count: this.words.length,
        };
    }

    async mapPoints() {
        return this.points;
    }

    async why() {
        throw unsupported();
    }

    async compare() {
        throw unsupported();
    }

    async differences() {
        throw unsupported();
    }

    async concordance() {
        throw unsupported();
    }

    async wordnetGraph() {
        throw unsupported();
    }

    forget() {}

    count(id) {
        return this.counts[id] ?? 0;
    }

    id(word) {
        const trimmed = String(word ?? '').trim();
        return this.ids.get(trimmed) ?? this.ids.get(trimmed.toLowerCase());
    }

    /** Ids of words; rejects all unknown ones at once, with the nearest spellings. */
    known(words) {
        const unknown = [];
        const ids = words.map((word) => {
            const id = this.id(word);
            if (id === undefined) {
                unknown.push({ word, nearest: this.nearestSpellings(word, 5).map((other) => this.words[other]) });
            }
            return id;
        });
        if (unknown.length) {
            throw new Problem({ status: 404, code: 'unknown-word', unknown });
        }
        if (!ids.length) {
            throw new Problem({ status: 400, code: 'empty-query' });
        }
        return ids;
    }

    nearestSpellings(word, n) {
        const wanted = String(word).slice(0, 40).toLowerCase();
        const limit = wanted.length < 5 ? 1 : 2;
        const found = [];
        for (let id = 0; id < this.words.length; id++) {
            const distance = editDistance(wanted, this.words[id], limit);
            if (distance <= limit) {
                found.push({ id, distance });
            }
        }
        return found
            .sort((one, other) => one.distance - other.distance || one.id - other.id)
            .slice(0, n)
            .map(({ id }) => id);
    }

    row(id) {
        return this.rows.subarray(id * this.dimension, (id + 1) * this.dimension);
    }

    unitRow(id) {
        return Float64Array.from(this.row(id), (value) => value * this.inverseNorms[id]);
    }

    sum(plus, minus) {
        const total = new Float64Array(this.dimension);
        for (const [ids, sign] of [
            [plus, 1],
            [minus, -1],
        ]) {
            for (const id of ids) {
                this.unitRow(id).forEach((value, j) => (total[j] += sign * value));
            }
        }
        return total;
    }

    /** Words of the largest cosine with a unit vector. */
    nearest(target, n, without) {
        return this.best((id) => this.cosine(target, id), n, without);
    }

    cosine(target, id) {
        const { rows, dimension } = this;
        const base = id * dimension;
        let sum = 0;
        for (let j = 0; j < dimension; j++) {
            sum += target[j] * rows[base + j];
        }
        return sum * this.inverseNorms[id];
    }

    /** 3CosMul (Levy and Goldberg 2014) with ε = 0.001; cosines are moved to 0 … 1. */
    bestByProduct([a, b, c], n, without) {
        const [va, vb, vc] = [a, b, c].map((id) => this.unitRow(id));
        const shifted = (vector, id) => (1 + this.cosine(vector, id)) / 2;
        return this.best((id) => (shifted(vb, id) * shifted(vc, id)) / (shifted(va, id) + 0.001), n, without);
    }

    best(scoreOf, n, without) {
        const found = [];
        let threshold = -Infinity;
        for (let id = 0; id < this.words.length; id++) {
            if (without.has(id) || !this.inverseNorms[id]) {
                continue;
            }
            const score = scoreOf(id);
            if (found.length < n || score > threshold) {
                let at = found.length;
                while (at > 0 && found[at - 1].score < score) {
                    at--;
                }
                found.splice(at, 0, { id, score });
                if (found.length > n) {
                    found.pop();
                }
                threshold = found[found.length - 1].score;
            }
        }
        return found.map(({ id, score }) => ({ id, word: this.words[id], score, count: this.count(id) }));
    }

    /** The plane through a, b and c: a is the origin, the x axis points to b. */
    plane(ids, [va, vb, vc], target, neighbours) {
        const along = va.map((value, j) => vb[j] - value);
        const across = va.map((value, j) => vc[j] - value);
        const e1 = unit(along);
        if (!e1) {
            return undefined;
        }
        const shift = dot(across, e1);
        const e2 = unit(across.map((value, j) => value - shift * e1[j])) ?? new Float64Array(this.dimension);
        const project = (vector, word, role) => {
            const from = va.map((value, j) => vector[j] - value);
            const x = dot(from, e1);
            const y = dot(from, e2);
            return { word, role, x, y, distance: Math.sqrt(Math.max(0, dot(from, from) - x * x - y * y)) };
        };
        return {
            points: [
                project(va, this.words[ids[0]], 'a'),
                project(vb, this.words[ids[1]], 'b'),
                project(vc, this.words[ids[2]], 'c'),
                project(target, '', 'target'),
                ...neighbours.slice(0, 5).map(({ id, word }) => project(this.unitRow(id), word, 'answer')),
            ],
        };
    }
}

function decodePoints(data, count) {
    const bytes = decodeBase64(data.points).buffer;
    if (data.pointsFormat !== 'uint16') {
        return new Float32Array(bytes);
    }
    const values = new Uint16Array(bytes);
    const [minX, minY, maxX, maxY] = data.bounds;
    const points = new Float32Array(2 * count);
    for (let i = 0; i < count; i++) {
        points[2 * i] = minX + ((maxX - minX) * values[2 * i]) / 65_535;
        points[2 * i + 1] = minY + ((maxY - minY) * values[2 * i + 1]) / 65_535;
    }
    return points;
}

/** Order of the leaves of an average-linkage clustering, whose clusters are joined at their most similar ends. */
function averageLinkageOrder(cosines) {
    const groups = cosines.map((_, i) => [i]);
    const mean = (one, other) => {
        let sum = 0;
        for (const i of one) {
            for (const j of other) {
                sum += cosines[i][j];
            }
        }
        return sum / (one.length * other.length);
    };
    while (groups.length > 1) {
        let best = [0, 1, -Infinity];
        for (let i = 0; i < groups.length; i++) {
            for (let j = i + 1; j < groups.length; j++) {
                const similarity = mean(groups[i], groups[j]);
                if (similarity > best[2]) {
                    best = [i, j, similarity];
                }
            }
        }
        groups[best[0]] = joined(cosines, groups[best[0]], groups[best[1]]);
        groups.splice(best[1], 1);
    }
    return groups[0] ?? [];
}

/** Joins two groups; each is reversed where its other end is more similar. */
function joined(cosines, left, right) {
    if (cosines[left[0]][right[0]] > cosines[left.at(-1)][right[0]]) {
        left = [...left].reverse();
    }
    if (cosines[left.at(-1)][right.at(-1)] > cosines[left.at(-1)][right[0]]) {
        right = [...right].reverse();
    }
    return left.concat(right);
}

function unsupported() {
    return new Problem({ status: 501, code: 'offline', detail: ENGLISH_UNSUPPORTED });
}

export { OfflineSource };

/** Loads maps and keeps them: words, counts and coordinates of a model's map, clusters and lexical files on request. */
import { Problem } from './problem.js';

const POLL_MILLIS = 500;
/** Maps to keep; each holds up to 100,000 words. */
const MAP_LIMIT = 6;

class MapStore {
    constructor(source) {
        this.source = source;
        this.maps = new Map();
    }

    /** A map that is loaded already, or undefined. */
    loaded(model, projection) {
        return this.maps.get(`${projection}/${model}`)?.value;
    }

    /**
     * Loads a map, waiting for its computation.
     *
     * @param onProgress called with the map state while the map is computed
     * @returns `{words, counts, x, y, ids, total}`
     */
    load(model, projection, onProgress) {
        const key = `${projection}/${model}`;
        let entry = this.maps.get(key);
        if (!entry) {
            entry = { listeners: new Set() };
            entry.promise = this.fetch(model, projection, (state) =>
                entry.listeners.forEach((listener) => listener(state)),
            );
            entry.promise.then(
                (value) => (entry.value = value),
                () => this.maps.delete(key),
            );
            this.maps.set(key, entry);
            if (this.maps.size > MAP_LIMIT) {
                this.maps.delete(this.maps.keys().next().value);
            }
        }
        entry.listeners.add(onProgress);
        return entry.promise.finally(() => entry.listeners.delete(onProgress));
    }

    async fetch(model, projection, report) {
        let state = await this.source.map(model, { projection });
        while (state.state === 'computing') {
            report(state);
            await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
            state = await this.source.map(model, { projection });
        }
        if (state.state !== 'ready') {
            throw new Problem({ code: 'map-failed', detail: state.problem ?? '' });
        }
        const [points, vocabulary] = await Promise.all([
            this.source.mapPoints(model, { projection }),
            this.source.vocabulary(model, { offset: 0, limit: Math.max(1, state.count) }),
        ]);
        const count = Math.min(points.length / 2, vocabulary.words.length);
        const x = new Float32Array(count);
        const y = new Float32Array(count);
        for (let i = 0; i < count; i++) {
            x[i] = points[2 * i];
            y[i] = points[2 * i + 1];
        }
        const words = vocabulary.words.length === count ? vocabulary.words : vocabulary.words.slice(0, count);
        const ids = new Map();
        for (let i = count - 1; i >= 0; i--) {
            ids.set(words[i], i);
        }
        return {
            words,
            counts: vocabulary.counts,
            x,
            y,
            ids,
            total: vocabulary.total,
            explained: state.explained,
            projection: state.projection,
        };
    }

    forget() {
        this.maps.clear();
    }
}

export { MapStore };

/**
 * Data source that calls the JSON interface of the server. The methods are the operations of `openapi.json`, by
 * operationId; each resolves to the operation's answer or rejects with a {@link Problem}. `source-offline.js`
 * implements the same methods.
 */
import { Problem } from './problem.js';

const CACHE_LIMIT = 300;
/** Longer addresses are refused by the server; they are not sent at all. */
const ADDRESS_LIMIT = 30_000;

class ServerSource {
    constructor() {
        this.offline = false;
        this.answers = new Map();
    }

    listModels() {
        return this.request('api/models', {}, { cached: false });
    }

    vocabulary(model, parameters) {
        return this.ofModel(model, 'vocabulary', parameters);
    }

    complete(model, parameters, signal) {
        return this.ofModel(model, 'complete', parameters, { signal });
    }

    word(model, parameters) {
        return this.ofModel(model, 'word', parameters);
    }

    similar(model, parameters) {
        return this.ofModel(model, 'similar', parameters);
    }

    analogy(model, parameters) {
        return this.ofModel(model, 'analogy', parameters);
    }

    matrix(model, parameters) {
        return this.ofModel(model, 'matrix', parameters);
    }

    axes(model, parameters) {
        return this.ofModel(model, 'axes', parameters);
    }

    clusters(model, parameters) {
        return this.ofModel(model, 'clusters', parameters);
    }

    lexicalFiles(model) {
        return this.ofModel(model, 'lexical-files', {});
    }

    map(model, parameters) {
        return this.ofModel(model, 'map', parameters, { cached: false });
    }

    async mapPoints(model, parameters) {
        const response = await this.fetch(
            this.address(`api/models/${encodeURIComponent(model)}/map/points`, parameters),
            {},
        );
        const bytes = await response.arrayBuffer();
        return new Float32Array(bytes);
    }

    why(model, parameters) {
        return this.ofModel(model, 'why', parameters);
    }

    compare(parameters) {
        return this.request('api/compare', parameters);
    }

    differences(parameters) {
        return this.request('api/compare/differences', parameters);
    }

    concordance(parameters) {
        return this.request('api/concordance', parameters, { cached: false });
    }

    wordnetGraph(parameters) {
        return this.request('api/wordnet/graph', parameters);
    }

    /** Discards remembered answers, for example after a model was replaced. */
    forget() {
        this.answers.clear();
    }

    ofModel(model, operation, parameters, options) {
        return this.request(`api/models/${encodeURIComponent(model)}/${operation}`, parameters, options);
    }

    /** Calls an operation. Answers are remembered, so that going back in the history shows them at once. */
    async request(path, parameters, { cached = true, signal } = {}) {
        const address = this.address(path, parameters);
        if (cached && this.answers.has(address)) {
            return this.answers.get(address);
        }
        const response = await this.fetch(address, { signal });
        const answer = await response.json();
        if (cached) {
            if (this.answers.size >= CACHE_LIMIT) {
                this.answers.delete(this.answers.keys().next().value);
            }
            this.answers.set(address, answer);
        }
        return answer;
    }

    address(path, parameters) {
        const query = new URLSearchParams();
        for (const [name, value] of Object.entries(parameters ?? {})) {
            for (const item of Array.isArray(value) ? value : [value]) {
                if (item !== null && item !== undefined && item !== '') {
                    query.append(name, item);
                }
            }
        }
        const text = query.toString();
        return text ? `${path}?${text}` : path;
    }

    async fetch(address, options) {
        if (address.length > ADDRESS_LIMIT) {
            throw new Problem({ status: 414, code: 'too-large' });
        }
        let response;
        try {
            response = await fetch(address, {
                ...options,
                headers: { Accept: 'application/json, application/octet-stream' },
            });
        } catch (failure) {
            if (failure.name === 'AbortError') {
                throw failure;
            }
            throw new Problem({ code: 'unreachable' });
        }
        if (!response.ok) {
            let body = {};
            try {
                body = await response.json();
            } catch {
                // Not every refusal of the HTTP layer has a JSON body; the status alone then describes it.
            }
            throw new Problem({ code: codeOf(response.status), ...body, status: response.status });
        }
        return response;
    }
}

function codeOf(status) {
    if (status === 413 || status === 414 || status === 431) {
        return 'too-large';
    }
    return status === 503 ? 'busy' : status === 401 ? 'unauthorized' : status === 404 ? 'not-found' : 'internal';
}

export { ServerSource };

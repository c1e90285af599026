/** A failed request, as the JSON interface describes it (schema `Problem`). */
class Problem extends Error {
    constructor({ status = 0, code = 'internal', detail = '', parameter = null, unknown = [] }) {
        super(detail || code);
        this.status = status;
        this.code = code;
        this.parameter = parameter;
        this.unknown = unknown ?? [];
    }
}

/** Whether the same request may succeed later. */
function isTransient({ code }) {
    return ['unreachable', 'busy', 'timeout', 'model-unavailable', 'internal'].includes(code);
}

export { Problem, isTransient };

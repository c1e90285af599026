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

export { Problem };

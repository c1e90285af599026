package org.wvtoolkit.web.api;

import java.io.IOException;
import org.wvtoolkit.web.http.ProblemException;
import org.wvtoolkit.web.http.Request;
import org.wvtoolkit.web.http.Response;
import org.wvtoolkit.web.model.LoadedModel;

/** Handler of requests to one model, which stays loaded during the call. */
@FunctionalInterface
interface ModelHandler {
    Response handle(Request request, LoadedModel model) throws ProblemException, IOException;
}

package org.apache.http.entity.mime;

import java.io.File;
import org.apache.http.HttpEntity;

/** Stands in for Apache's HttpMime, which emitted clients upload files with: they compile, and no more. */
public class MultipartEntityBuilder {
  public static MultipartEntityBuilder create() {
    return new MultipartEntityBuilder();
  }

  public MultipartEntityBuilder addBinaryBody(String name, File file) {
    return this;
  }

  public MultipartEntityBuilder addTextBody(String name, String text) {
    return this;
  }

  public HttpEntity build() {
    return null;
  }
}

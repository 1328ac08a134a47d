package javax.annotation;

/** Stands in for the annotation that left the JDK: emitted classes carry it. */
public @interface Generated {
  String[] value();

  String comments() default "";
}

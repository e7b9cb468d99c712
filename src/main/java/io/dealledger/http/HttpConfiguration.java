package io.dealledger.http;

import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Puts the house's rules into Spring's places for them. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration implements WebMvcConfigurer {
    private final List<HandlerMethodArgumentResolver> resolvers;

    HttpConfiguration(List<HandlerMethodArgumentResolver> resolvers) {
        this.resolvers = resolvers;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> all) {
        all.addAll(resolvers);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new KnownParameters()).addPathPatterns("/api/**");
    }

    @Configuration(proxyBeanMethods = false)
    static class Parts {
        /** Writes every answer. */
        @Bean
        JsonMapper json() {
            return AnswerJson.mapper();
        }

        @Bean
        FilterRegistrationBean<ReaderTags> readerTags() {
            FilterRegistrationBean<ReaderTags> tags = new FilterRegistrationBean<>(new ReaderTags());
            tags.addUrlPatterns("/api/*");
            return tags;
        }
    }
}

"""The names beginning with `account_` are allauth's; it looks them up."""

from django.urls import URLPattern, path

from pakten.base.accounts import views

urlpatterns: list[URLPattern] = [
    path("login/", views.sign_in, name="account_login"),
    path("login/code/", views.request_code, name="account_request_login_code"),
    path("login/code/confirm/", views.confirm_code, name="account_confirm_login_code"),
    path("login/inactive/", views.inactive, name="account_inactive"),
    path("login/forgotten/", views.request_code, name="account_reset_password"),
    path("login/new/", views.sign_up, name="account_signup"),
    path("logout/", views.sign_out, name="account_logout"),
    path("account/password/", views.change_password, name="account_change_password"),
    path("account/password/new/", views.set_password, name="account_set_password"),
    path("views/save/", views.save_view, name="save_view"),
    path("views/<int:pk>/edit/", views.edit_view, name="edit_view"),
    path("views/<int:pk>/remove/", views.remove_view, name="remove_view"),
    path("language/", views.set_language, name="set_language"),
]
